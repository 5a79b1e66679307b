package dev.groundcrew.engine.rest;

import dev.groundcrew.run.RunId;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * A {@link BulkOutcome} as REST shows it.
 *
 * @param dryRun whether nothing was changed
 * @param matched how many runs fitted; 10000 means so many or more
 * @param runs those that were changed, or would be, the oldest first
 * @param refused those that cannot be, and why
 * @param left how many this call has not come to
 * @param next what to send as {@code after} for those; null if none is left
 */
@JsonbPropertyOrder({"dryRun", "matched", "runs", "refused", "left", "next"})
public record BulkOutcomeView(
    boolean dryRun,
    int matched,
    List<DoneView> runs,
    List<RefusedView> refused,
    int left,
    String next) {
  /**
   * A run that was changed.
   *
   * @param retry the run that does its work again; null if it was not retried
   */
  @JsonbPropertyOrder({"id", "task", "retry"})
  public record DoneView(String id, String task, String retry) {
    static DoneView of(BulkOutcome.Done done) {
      return new DoneView(
          RunId.text(done.run().id()),
          done.run().task(),
          done.retry().map(RunId::text).orElse(null));
    }
  }

  /** A run that cannot be changed, and why. */
  @JsonbPropertyOrder({"id", "message"})
  public record RefusedView(String id, String message) {
    static RefusedView of(BulkOutcome.Refused refused) {
      return new RefusedView(RunId.text(refused.run()), refused.message());
    }
  }

  static BulkOutcomeView of(BulkOutcome outcome) {
    return new BulkOutcomeView(
        outcome.dryRun(),
        outcome.matched(),
        outcome.done().stream().map(DoneView::of).toList(),
        outcome.refused().stream().map(RefusedView::of).toList(),
        outcome.left(),
        outcome.next().map(RunId::text).orElse(null));
  }
}
