package dev.groundcrew.task;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A task as it is to run. Immutable and checked: made only by {@link #of}.
 *
 * @param name unique in the application
 * @param description for people, may be empty
 * @param owner whom to ask, may be empty
 * @param tags words to find it by
 * @param runbook a link, may be empty
 * @param timing when it is due
 * @param mode how it holds threads
 * @param scope where it runs
 * @param overlap what to do while an earlier run has not ended
 * @param concurrency how many runs may be under way at once, if overlap allows several
 * @param missed what becomes of due times that passed unnoticed
 * @param missedMost how many of them {@link Missed#RUN_ALL} makes up for
 * @param retry how often a failed run is tried again
 * @param afterCrash what becomes of a durable run whose node died
 * @param timeout how long an attempt may take
 * @param order its place among the tasks that start with the application
 * @param enabled whether anything but a person starts it
 * @param attributes the same as texts, each with its source
 */
public record TaskDefinition(
    String name,
    String description,
    String owner,
    List<String> tags,
    String runbook,
    Timing timing,
    Mode mode,
    Scope scope,
    Overlap overlap,
    Optional<Integer> concurrency,
    Missed missed,
    int missedMost,
    Retry retry,
    AfterCrash afterCrash,
    Optional<Duration> timeout,
    int order,
    boolean enabled,
    Map<String, AttributeValue> attributes) {
  /** What a task's name looks like. */
  public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(10);
  private static final Duration LONGEST_PERIOD = Duration.ofDays(3_660);

  /**
   * When a task is due. At most one of cron, every and delay is there.
   *
   * @param cron an expression, not yet read
   * @param every the fixed rate
   * @param delay the time from one end to the next start
   * @param zone the zone of the cron expression
   * @param atStartup whether a run starts with the application
   */
  public record Timing(
      Optional<String> cron,
      Optional<Duration> every,
      Optional<Duration> delay,
      ZoneId zone,
      boolean atStartup) {
    /** Whether the task is due again and again. */
    public boolean recurs() {
      return cron.isPresent() || every.isPresent() || delay.isPresent();
    }
  }

  /**
   * Reads a task's attributes.
   *
   * @param modeByNature the mode if none is set and nothing else suggests one
   * @param faults collects every fault, each with the attribute and the mend
   * @return the task; empty if there was a fault
   */
  public static Optional<TaskDefinition> of(
      String name, TaskAttributes attributes, Mode modeByNature, List<String> faults) {
    var reader = new Reader(attributes);
    if (!NAME.matcher(name).matches()) {
      reader.fault("name", "'" + name + "' must match " + NAME.pattern());
    }
    Timing timing = reader.timing();
    Optional<Mode> mode = reader.choice("mode", Mode::valueOf, Mode.values());
    Optional<Scope> scope = reader.choice("scope", Scope::valueOf, Scope.values());
    Optional<Overlap> overlap = reader.choice("overlap", Overlap::valueOf, Overlap.values());
    Optional<Integer> concurrency =
        attributes.text("concurrency").map(text -> reader.integer("concurrency", 1, 10_000));
    Optional<Missed> missed = reader.choice("missed", Missed::valueOf, Missed.values());
    int missedMost = reader.integer("missed-most", 1, 1_000);
    Retry retry = reader.retry();
    Optional<AfterCrash> afterCrash =
        reader.choice("after-crash", AfterCrash::valueOf, AfterCrash.values());
    Optional<Duration> timeout = reader.duration("timeout");
    int order = reader.integer("order", Integer.MIN_VALUE, Integer.MAX_VALUE);
    boolean enabled = reader.flag("enabled");
    reader.refuseUnknown();
    if (mode.isPresent() && (mode.get() == Mode.ASYNC) != (modeByNature == Mode.ASYNC)) {
      reader.fault(
          "mode",
          modeByNature == Mode.ASYNC
              ? "must be ASYNC or left out, since the task returns a stage"
              : "can be ASYNC only if the task returns a CompletionStage");
    }
    if (!reader.faults.isEmpty()) {
      faults.addAll(reader.faults);
      return Optional.empty();
    }
    return Optional.of(
        new TaskDefinition(
            name,
            attributes.text("description").orElse(""),
            attributes.text("owner").orElse(""),
            reader.tags(),
            attributes.text("runbook").orElse(""),
            timing,
            mode.orElseGet(() -> modeFor(timing, modeByNature)),
            scope.orElse(Scope.EVERY_NODE),
            overlap.orElse(Overlap.SKIP),
            concurrency,
            missed.orElse(timing.cron().isPresent() ? Missed.RUN_ONCE : Missed.SKIP),
            missedMost,
            retry,
            afterCrash.orElse(AfterCrash.RERUN),
            timeout,
            order,
            enabled,
            attributes.values()));
  }

  /** How many runs may be under way at once; empty for no limit but that of the mode. */
  public Optional<Integer> limit() {
    return overlap == Overlap.ALLOW ? concurrency : Optional.of(1);
  }

  private static Mode modeFor(Timing timing, Mode byNature) {
    boolean livesWithTheApplication = timing.atStartup() && !timing.recurs();
    return byNature == Mode.POOLED && livesWithTheApplication ? Mode.DEDICATED : byNature;
  }

  /** Reads texts and collects faults. */
  private static final class Reader {
    private final TaskAttributes attributes;
    private final List<String> faults = new ArrayList<>();

    Reader(TaskAttributes attributes) {
      this.attributes = attributes;
    }

    void fault(String attribute, String mend) {
      faults.add(attribute + " " + mend);
    }

    Timing timing() {
      List<String> set =
          List.of("cron", "every", "delay").stream()
              .filter(way -> attributes.text(way).isPresent())
              .toList();
      if (set.size() > 1) {
        fault(String.join(" and ", set), "say when the task is due in two ways: keep one");
      }
      return new Timing(
          attributes.text("cron"),
          duration("every"),
          duration("delay"),
          zone(),
          flag("at-startup"));
    }

    Optional<Duration> duration(String attribute) {
      Optional<String> text = attributes.text(attribute);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        Duration duration = Duration.parse(text.get());
        if (duration.compareTo(SHORTEST_PERIOD) >= 0 && duration.compareTo(LONGEST_PERIOD) <= 0) {
          return Optional.of(duration);
        }
      } catch (DateTimeException e) {
        // Falls through to the same fault: the text and the range belong in one message.
      }
      fault(
          attribute,
          "'%s' must be an ISO-8601 duration from %s to %s, such as PT15S"
              .formatted(text.get(), SHORTEST_PERIOD, LONGEST_PERIOD));
      return Optional.empty();
    }

    ZoneId zone() {
      String text = attributes.text("zone").orElse("UTC");
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        fault("zone", "'" + text + "' must be a time zone such as Europe/Berlin or UTC");
        return ZoneId.of("UTC");
      }
    }

    boolean flag(String attribute) {
      String text = attributes.text(attribute).orElse("false").toLowerCase(Locale.ROOT);
      if (!text.equals("true") && !text.equals("false")) {
        fault(attribute, "'" + text + "' must be true or false");
      }
      return text.equals("true");
    }

    int integer(String attribute, int least, int most) {
      String text = attributes.text(attribute).orElse("0");
      try {
        int number = Integer.parseInt(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Falls through to the same fault: the text and the range belong in one message.
      }
      boolean bounded = least > Integer.MIN_VALUE;
      fault(
          attribute,
          "'%s' must be a whole number%s"
              .formatted(text, bounded ? " from " + least + " to " + most : ""));
      return Math.max(0, least);
    }

    Retry retry() {
      return new Retry(
          integer("attempts", 1, 100),
          duration("backoff").orElse(Duration.ofSeconds(10)),
          duration("max-backoff").orElse(Duration.ofHours(1)));
    }

    <T extends Enum<T>> Optional<T> choice(
        String attribute, Function<String, T> valueOf, T[] choices) {
      Optional<String> text = attributes.text(attribute);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(valueOf.apply(text.get()));
      } catch (IllegalArgumentException e) {
        String known = Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", "));
        fault(attribute, "'" + text.get() + "' must be one of " + known);
        return Optional.empty();
      }
    }

    List<String> tags() {
      return attributes
          .text("tags")
          .map(text -> Arrays.stream(text.split(",")).map(String::strip).distinct().toList())
          .orElse(List.of());
    }

    void refuseUnknown() {
      for (String attribute : attributes.values().keySet()) {
        if (!TaskAttributes.KNOWN.contains(attribute)) {
          fault(attribute, "is unknown; known are " + String.join(", ", TaskAttributes.KNOWN));
        }
      }
    }
  }
}
