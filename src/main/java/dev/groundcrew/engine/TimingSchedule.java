package dev.groundcrew.engine;

import dev.groundcrew.schedule.Schedule;
import dev.groundcrew.task.AttributeFault;
import dev.groundcrew.task.TaskDefinition.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes schedules of what tasks say about when they are due. */
final class TimingSchedule {
  private TimingSchedule() {}

  /**
   * The schedule of a timing. Dates and window narrow the due times as the schedule has them;
   * jitter then moves what is left, so that it loses none.
   *
   * @param name the task's, from which its jitter follows
   * @param anchor from when a fixed rate counts
   * @param faults collects every fault, each with the attribute and the mend
   * @return empty if there was a fault
   */
  static Optional<Schedule> of(
      Timing timing, String name, Instant anchor, List<AttributeFault> faults) {
    try {
      return base(timing, anchor, faults).map(schedule -> narrowed(schedule, timing, name));
    } catch (IllegalArgumentException e) {
      faults.add(new AttributeFault("from", "and until: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<Schedule> base(
      Timing timing, Instant anchor, List<AttributeFault> faults) {
    String attribute = timing.cron().isPresent() ? "cron" : "at";
    try {
      return Optional.of(
          timing
              .cron()
              .map(expression -> Schedule.cron(expression, timing.zone()))
              .or(() -> timing.every().map(period -> Schedule.every(period, anchor)))
              .or(() -> timing.delay().map(Schedule::delay))
              .or(() -> timing.at().map(Schedule::once))
              .orElseGet(Schedule::never));
    } catch (IllegalArgumentException e) {
      faults.add(new AttributeFault(attribute, e.getMessage()));
      return Optional.empty();
    }
  }

  private static Schedule narrowed(Schedule schedule, Timing timing, String name) {
    Schedule narrowed = schedule;
    if (!timing.except().isEmpty()) {
      narrowed = narrowed.except(timing.except(), timing.zone());
    }
    if (timing.from().isPresent() || timing.until().isPresent()) {
      narrowed = narrowed.within(timing.from(), timing.until());
    }
    return timing.jitter().isPresent()
        ? narrowed.jittered(timing.jitter().get(), name.hashCode())
        : narrowed;
  }
}
