package dev.groundcrew.watch;

import dev.groundcrew.builtin.ThresholdCrossed;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.settings.Own;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The open problems of this node (rule 2 of the package). Safe for use by several threads. */
@ApplicationScoped
public class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  @Inject @Own InstantSource clock;

  @Inject @Own String node;

  @Inject Vitals vitals;
  @Inject Event<ProblemChanged> changed;

  private final Map<String, OpenProblem> open = new ConcurrentSkipListMap<>();

  void crossed(@Observes ThresholdCrossed event) {
    if (event.raised()) {
      raise(
          ProblemKind.THRESHOLD,
          event.task(),
          event.metric(),
          "%s is %.1f %%, the limit is %.1f %%"
              .formatted(event.metric(), event.value(), event.limit()));
    } else {
      clear(ProblemKind.THRESHOLD, event.task(), event.metric());
    }
  }

  /**
   * Raises a problem, if it is not open already.
   *
   * @param task the task that it is about; null if none
   * @param detail tells problems of one kind and one task apart; may be empty
   */
  void raise(ProblemKind kind, String task, String detail, String text) {
    var problem =
        new OpenProblem(
            id(kind, task, detail), kind, task, node, text, clock.instant(), runbook(task));
    if (open.putIfAbsent(problem.id(), problem) == null) {
      LOG.log(Level.WARNING, "problem {0}: {1}", problem.id(), text);
      changed.fire(new ProblemChanged(problem, true));
    }
  }

  /** Clears a problem, if it is open. */
  void clear(ProblemKind kind, String task, String detail) {
    OpenProblem cleared = open.remove(id(kind, task, detail));
    if (cleared != null) {
      LOG.log(Level.INFO, "problem {0} has cleared", cleared.id());
      changed.fire(new ProblemChanged(cleared, false));
    }
  }

  /** Raises or clears, by whether there is something to say. */
  void set(ProblemKind kind, String task, Optional<String> text) {
    set(kind, task, "", text);
  }

  /**
   * Raises or clears, by whether there is something to say.
   *
   * @param task the task that it is about; null if none
   * @param detail tells problems of one kind and one task apart; may be empty
   */
  public void set(ProblemKind kind, String task, String detail, Optional<String> text) {
    text.ifPresentOrElse(
        words -> raise(kind, task, detail, words), () -> clear(kind, task, detail));
  }

  private String id(ProblemKind kind, String task, String detail) {
    String subject = task == null ? "" : ":" + task;
    String tail = detail.isEmpty() ? "" : ":" + detail;
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + subject + tail + "@" + node;
  }

  private String runbook(String task) {
    return Optional.ofNullable(task)
        .flatMap(vitals::task)
        .map(known -> known.definition().runbook())
        .filter(link -> !link.isEmpty())
        .orElse(null);
  }

  /** The open problems, by id. */
  public List<OpenProblem> open() {
    return List.copyOf(open.values());
  }

  /** How many problems of each kind are open. */
  public Map<ProblemKind, Long> countByKind() {
    List<OpenProblem> now = open();
    return Arrays.stream(ProblemKind.values())
        .collect(
            Collectors.toMap(
                Function.identity(),
                kind -> now.stream().filter(problem -> problem.kind() == kind).count()));
  }
}
