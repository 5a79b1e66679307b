package dev.groundcrew.engine.rest;

import dev.groundcrew.execution.Verdict;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;

/**
 * What a task's recent runs say about the mode it needs. Shares are percent of whole numbers; what
 * is not known is null.
 *
 * @param kind what it does with its time
 * @param text the same in words, with the advice
 * @param runs how many runs it rests on
 * @param time mean time of a run, without what it was held back
 * @param computing how much of that time it was on a processor
 * @param waitingForProcessor how much of the whole time it was ready and got no processor
 * @param heldBack how much of the whole time requests held it back
 * @param allocatedBytes mean memory that a run took
 */
@JsonbPropertyOrder({"kind", "text", "runs"})
public record VerdictView(
    String kind,
    String text,
    int runs,
    Duration time,
    Long computing,
    long waitingForProcessor,
    long heldBack,
    Long allocatedBytes) {
  private static final int PERCENT = 100;

  static VerdictView of(Verdict verdict) {
    Verdict.Evidence evidence = verdict.evidence();
    return new VerdictView(
        verdict.kind().name(),
        verdict.text(),
        evidence.runs(),
        evidence.time(),
        evidence.computing().map(VerdictView::percent).orElse(null),
        percent(evidence.waitingForProcessor()),
        percent(evidence.heldBack()),
        evidence.allocatedBytes().orElse(null));
  }

  private static long percent(double share) {
    return Math.round(share * PERCENT);
  }
}
