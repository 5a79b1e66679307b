package dev.groundcrew.task;

import java.util.Objects;

/**
 * What is wrong with an attribute of a task.
 *
 * @param attribute its name
 * @param mend what is wrong with it and how to mend it, a sentence that the name begins
 */
public record AttributeFault(String attribute, String mend) {
  public AttributeFault {
    Objects.requireNonNull(attribute, "attribute");
    Objects.requireNonNull(mend, "mend");
  }

  /** The whole sentence. */
  @Override
  public String toString() {
    return attribute + " " + mend;
  }
}
