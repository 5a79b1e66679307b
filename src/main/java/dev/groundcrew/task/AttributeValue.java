package dev.groundcrew.task;

import java.util.Objects;
import java.util.Optional;

/**
 * One attribute of a task as it stands.
 *
 * @param value the text in force
 * @param source where it comes from
 * @param hidden the text of a weaker source that this one hides
 */
public record AttributeValue(String value, Source source, Optional<String> hidden) {
  /** Where an attribute comes from, the weakest first. */
  public enum Source {
    /** Nobody set it. */
    DEFAULT,
    /** The {@link BackgroundTask} annotation. */
    ANNOTATION,
    /** MicroProfile Config. */
    CONFIG,
    /** A change over REST. */
    REST
  }

  public AttributeValue {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(hidden, "hidden");
  }
}
