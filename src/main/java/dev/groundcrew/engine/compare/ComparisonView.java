package dev.groundcrew.engine.compare;

import dev.groundcrew.run.RunId;
import dev.groundcrew.task.Mode;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison as REST shows it.
 *
 * @param id its name
 * @param task whose code runs
 * @param node where it runs
 * @param state RUNNING, or how it ended
 * @param reason why it ended early; null if it did not
 * @param requestedBy who asked for it
 * @param beganAt when that was
 * @param endedAt when it ended; null while it goes on
 * @param runs in each mode and round
 * @param together how many of them at once
 * @param rounds how often all modes are gone through
 * @param modes what has been seen so far; NONE is a quiet time without its runs
 * @param notes what the figures do not show
 */
@JsonbPropertyOrder({"id", "task", "node", "state", "reason"})
public record ComparisonView(
    String id,
    String task,
    String node,
    String state,
    String reason,
    String requestedBy,
    Instant beganAt,
    Instant endedAt,
    int runs,
    int together,
    int rounds,
    List<ModeView> modes,
    List<String> notes) {
  private static final double HUNDREDTHS = 100;

  private static final String NO_REQUESTS =
      "no request came meanwhile, and the comparison sends none: send some to see what they notice;"
          + " readyP99 tells how long a thread that could go on waited for a processor";
  private static final String NO_ASYNC =
      "ASYNC was not compared: only a task that returns a CompletionStage can be; one that blocks"
          + " would hold a thread all the same";
  private static final String PROCESS =
      "processCpu is everything in the process, requests included; NONE shows it without the runs";
  private static final String STAGES =
      "the CPU time of ASYNC runs alone is not measurable: their parts run on any thread, and"
          + " threads counts only the one that begins them";

  /**
   * One mode. Times are of all rounds together.
   *
   * @param mode the mode; NONE for none
   * @param runs that have ended
   * @param cut how many of them had to end because their part of the time was over
   * @param time how long it went on
   * @param meanRun mean time of a run, without what it was held back; null without runs
   * @param longestRun the longest of them; null without runs
   * @param cpu of the threads that ran them; null if it is not measurable
   * @param processCpu of the whole process; null if it is not measurable
   * @param heldBack how long requests held runs back
   * @param threads that the runs held on average
   * @param mostThreads that they held at once
   * @param requests that were answered meanwhile
   * @param requestP50 how long the median request took; null if none came
   * @param requestP99 the 99th percentile
   * @param readyP50 how long a thread that could go on waited for a processor, the median
   * @param readyP99 the 99th percentile
   */
  @JsonbPropertyOrder({"mode", "runs", "cut", "time", "meanRun", "longestRun"})
  public record ModeView(
      String mode,
      int runs,
      int cut,
      Duration time,
      Duration meanRun,
      Duration longestRun,
      Duration cpu,
      Duration processCpu,
      Duration heldBack,
      double threads,
      int mostThreads,
      long requests,
      Duration requestP50,
      Duration requestP99,
      Duration readyP50,
      Duration readyP99) {
    static ModeView of(Figures seen) {
      boolean any = seen.runs() > 0;
      return new ModeView(
          seen.way().name(),
          seen.runs(),
          seen.cut(),
          Duration.ofNanos(seen.timeNanos()),
          any ? Duration.ofNanos(seen.wallNanos() / seen.runs()) : null,
          any ? Duration.ofNanos(seen.longestNanos()) : null,
          duration(seen.cpuNanos()),
          duration(seen.processCpuNanos()),
          Duration.ofNanos(seen.heldNanos()),
          Math.round(seen.threads() * HUNDREDTHS) / HUNDREDTHS,
          seen.mostThreads(),
          seen.requests(),
          duration(seen.request50Nanos()),
          duration(seen.request99Nanos()),
          duration(seen.ready50Nanos()),
          duration(seen.ready99Nanos()));
    }

    private static Duration duration(Optional<Long> nanos) {
      return nanos.map(Duration::ofNanos).orElse(null);
    }
  }

  static ComparisonView of(Comparison comparison) {
    return new ComparisonView(
        RunId.text(comparison.id()),
        comparison.task(),
        comparison.node(),
        comparison.state().name(),
        comparison.reason().orElse(null),
        comparison.requestedBy(),
        comparison.beganAt(),
        comparison.endedAt().orElse(null),
        comparison.runs(),
        comparison.together(),
        comparison.rounds(),
        comparison.figures().stream().map(ModeView::of).toList(),
        notes(comparison));
  }

  private static List<String> notes(Comparison comparison) {
    var notes = new ArrayList<String>(List.of(PROCESS));
    if (comparison.modes().contains(Mode.ASYNC)) {
      notes.add(STAGES);
    } else {
      notes.add(NO_ASYNC);
    }
    if (!comparison.figures().isEmpty()
        && comparison.figures().stream().allMatch(seen -> seen.requests() == 0)) {
      notes.add(NO_REQUESTS);
    }
    return notes;
  }
}
