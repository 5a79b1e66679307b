package dev.groundcrew.web;

import dev.groundcrew.web.Problem.FieldError;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The query parameters of one request. Collects what is wrong; {@link #check} throws it all. */
public final class Query {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final int MAX_VALUES = 50;

  /** As many characters as a cron expression may have. */
  private static final int MAX_LENGTH = 256;

  private final Map<String, List<String>> parameters;
  private final List<FieldError> errors = new ArrayList<>();

  /**
   * @param known the parameters that the route takes; any other is refused
   */
  public Query(UriInfo uri, String... known) {
    this(uri.getQueryParameters(), known);
  }

  Query(Map<String, List<String>> parameters, String... known) {
    this.parameters = parameters;
    Set<String> names = Set.of(known);
    for (String name : parameters.keySet()) {
      if (!names.contains(name)) {
        error(
            name,
            names.isEmpty()
                ? "is unknown; this path takes no query parameters"
                : "is unknown; known are "
                    + names.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  private void error(String name, String message) {
    errors.add(new FieldError(name, message));
  }

  /** Refuses the request if any parameter was wrong. Call it once all have been read. */
  public void check() {
    if (!errors.isEmpty()) {
      throw ProblemException.badRequest(errors);
    }
  }

  /** Adds a fault that the caller has found in a parameter. */
  public void fault(String name, String message) {
    error(name, message);
  }

  /** All values of a parameter that may be repeated. */
  public List<String> texts(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > MAX_VALUES) {
      error(name, "is repeated too often: at most " + MAX_VALUES + " times");
      return List.of();
    }
    if (values.stream().anyMatch(value -> value.length() > MAX_LENGTH)) {
      error(name, "is too long: at most " + MAX_LENGTH + " characters");
      return List.of();
    }
    if (values.stream().anyMatch(value -> value.chars().anyMatch(Character::isISOControl))) {
      // Nothing that is looked for has one, and PostgreSQL fails on U+0000.
      error(name, "must not have control characters");
      return List.of();
    }
    return values;
  }

  /** The value of a parameter that may stand once. */
  public Optional<String> text(String name) {
    List<String> values = texts(name);
    if (values.size() > 1) {
      error(name, "may stand only once");
    }
    return values.stream().findFirst();
  }

  /** The values of a parameter that takes an enum's constants. */
  public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    var chosen = new ArrayList<E>();
    for (String value : texts(name)) {
      Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.name().equals(value))
          .findFirst()
          .ifPresentOrElse(
              chosen::add,
              () -> error(name, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }
    return chosen;
  }

  /** An instant such as {@code 2026-11-24T03:00:00Z}. */
  public Optional<Instant> instant(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeException e) {
      error(name, "must be an instant in UTC, such as 2026-11-24T03:00:00Z");
      return Optional.empty();
    }
  }

  /** A whole number within a range, both ends included. */
  public long integer(String name, long fallback, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same error: it names the range in both cases.
    }
    error(name, "must be a whole number from " + least + " to " + most);
    return fallback;
  }

  /** A switch; off unless it is {@code true}. */
  public boolean flag(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !List.of("true", "false").contains(text.get())) {
      error(name, "must be true or false");
    }
    return text.filter("true"::equals).isPresent();
  }

  /** How many items a page may have. */
  public int limit() {
    return (int) integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
  }
}
