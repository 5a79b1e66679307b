package dev.groundcrew.task;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * @param yields whether it waits while requests need the machine
 * @param idle whether its POOLED runs compute only when nobody else wants the processor
 * @param repeatable whether its code may run any number of times, several at once, without harm
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
    boolean yields,
    boolean idle,
    boolean repeatable,
    int order,
    boolean enabled,
    Map<String, AttributeValue> attributes) {
  /** What a task's name looks like. */
  public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(10);
  private static final Duration LONGEST_PERIOD = Duration.ofDays(3_660);
  private static final Duration LONGEST_JITTER = Duration.ofDays(1);

  /**
   * When a task is due. At most one of cron, every, delay and at is there.
   *
   * @param cron an expression, not yet read
   * @param every the fixed rate
   * @param delay the time from one end to the next start
   * @param at the one instant
   * @param zone the zone of the cron expression and of the excepted dates
   * @param jitter by how much it may be later
   * @param from the first instant at which it may be due
   * @param until the first instant at which it may no longer be due
   * @param except dates on which it is not due
   * @param atStartup whether a run starts with the application
   */
  public record Timing(
      Optional<String> cron,
      Optional<Duration> every,
      Optional<Duration> delay,
      Optional<Instant> at,
      ZoneId zone,
      Optional<Duration> jitter,
      Optional<Instant> from,
      Optional<Instant> until,
      Set<LocalDate> except,
      boolean atStartup) {
    public Timing {
      except = Set.copyOf(except);
    }

    /** Whether the task is due by itself while the application runs. */
    public boolean isScheduled() {
      return cron.isPresent() || every.isPresent() || delay.isPresent() || at.isPresent();
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
      String name, TaskAttributes attributes, Mode modeByNature, List<AttributeFault> faults) {
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
    boolean yields = reader.flag("yields");
    boolean idle = reader.flag("idle");
    boolean repeatable = reader.flag("repeatable");
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
    if (idle && mode.orElseGet(() -> modeFor(timing, modeByNature)) != Mode.POOLED) {
      reader.fault("idle", "needs mode POOLED: set that, or leave idle out");
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
            reader.list("tags"),
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
            yields,
            idle,
            repeatable,
            order,
            enabled,
            attributes.values()));
  }

  /**
   * The same task with a stronger source on top. Its mode stays: runs may be under way in it.
   *
   * @param faults collects every fault, each with the attribute and the mend
   * @return the task; empty if there was a fault
   */
  public Optional<TaskDefinition> overriddenBy(
      AttributeValue.Source source, Map<String, String> texts, List<AttributeFault> faults) {
    TaskAttributes layered = TaskAttributes.of(attributes).overriddenBy(source, texts);
    return of(name, layered, mode, faults).map(changed -> changed.in(mode));
  }

  /**
   * The same task as if it had another mode. Whether its code fits that is the caller's business.
   */
  public TaskDefinition in(Mode kept) {
    return new TaskDefinition(
        name,
        description,
        owner,
        tags,
        runbook,
        timing,
        kept,
        scope,
        overlap,
        concurrency,
        missed,
        missedMost,
        retry,
        afterCrash,
        timeout,
        yields,
        idle,
        repeatable,
        order,
        enabled,
        attributes);
  }

  /** How many runs may be under way at once; empty for no limit but that of the mode. */
  public Optional<Integer> limit() {
    return overlap == Overlap.ALLOW ? concurrency : Optional.of(1);
  }

  private static Mode modeFor(Timing timing, Mode byNature) {
    boolean livesWithTheApplication = timing.atStartup() && !timing.isScheduled();
    return byNature == Mode.POOLED && livesWithTheApplication ? Mode.DEDICATED : byNature;
  }

  /** Reads texts and collects faults. */
  private static final class Reader {
    private final TaskAttributes attributes;
    private final List<AttributeFault> faults = new ArrayList<>();

    Reader(TaskAttributes attributes) {
      this.attributes = attributes;
    }

    void fault(String attribute, String mend) {
      faults.add(new AttributeFault(attribute, mend));
    }

    Timing timing() {
      List<String> set =
          TaskAttributes.TIMINGS.stream().filter(way -> attributes.text(way).isPresent()).toList();
      if (set.size() > 1) {
        fault(
            set.get(0),
            "and %s say when the task is due in two ways: keep one"
                .formatted(String.join(" and ", set.subList(1, set.size()))));
      }
      if (set.isEmpty()) {
        for (String narrowing : TaskAttributes.NARROWINGS) {
          if (attributes.text(narrowing).isPresent()) {
            fault(
                narrowing,
                "narrows a schedule: set one of " + String.join(", ", TaskAttributes.TIMINGS));
          }
        }
      }
      return new Timing(
          attributes.text("cron"),
          duration("every"),
          duration("delay"),
          instant("at"),
          zone(),
          duration("jitter", SHORTEST_PERIOD, LONGEST_JITTER),
          instant("from"),
          instant("until"),
          dates("except"),
          flag("at-startup"));
    }

    Optional<Instant> instant(String attribute) {
      Optional<String> text = attributes.text(attribute);
      try {
        return text.map(Instant::parse);
      } catch (DateTimeException e) {
        fault(
            attribute,
            "'%s' must be an instant in UTC, such as 2026-11-24T03:00:00Z".formatted(text.get()));
        return Optional.empty();
      }
    }

    Set<LocalDate> dates(String attribute) {
      var dates = new TreeSet<LocalDate>();
      for (String text : list(attribute)) {
        try {
          dates.add(LocalDate.parse(text));
        } catch (DateTimeException e) {
          fault(attribute, "'" + text + "' must be a date such as 2026-12-25");
        }
      }
      return dates;
    }

    Optional<Duration> duration(String attribute) {
      return duration(attribute, SHORTEST_PERIOD, LONGEST_PERIOD);
    }

    Optional<Duration> duration(String attribute, Duration shortest, Duration longest) {
      Optional<String> text = attributes.text(attribute);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        Duration duration = Duration.parse(text.get());
        if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
          return Optional.of(duration);
        }
      } catch (DateTimeException e) {
        // Falls through to the same fault: the text and the range belong in one message.
      }
      fault(
          attribute,
          "'%s' must be an ISO-8601 duration from %s to %s, such as PT15S"
              .formatted(text.get(), shortest, longest));
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

    List<String> list(String attribute) {
      return attributes
          .text(attribute)
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
