package dev.groundcrew.execution;

import dev.groundcrew.run.Run;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an attempt needs on its thread. Made there while the attempt still waits for its moment:
 * code that runs once a second is not compiled, and to make this then takes many times as long as
 * to begin.
 *
 * @param meter measures it, once it {@linkplain Meter#begin begins}
 * @param pace at the gate; null if the attempt holds no thread
 */
record Footing(Meter meter, Pace pace) {
  /**
   * Makes it on the attempt's thread.
   *
   * @param begins when it will begin
   * @param left how long it is until then
   * @param stopRequested opens when the attempt must end
   * @param held counts the nanoseconds that requests held it back
   */
  static Footing of(
      TaskDefinition definition,
      Run run,
      Outlook outlook,
      Instant begins,
      Duration left,
      CountDownLatch stopRequested,
      AtomicLong held) {
    Gate gate = outlook.gate();
    // Whoever asks first in a while looks at the machine: now, rather than when the run is due.
    boolean unused = gate.isOpen();
    boolean stages = definition.mode() == Mode.ASYNC;
    var meter = new Meter(stages, outlook.lasting());
    if (stages) {
      return new Footing(meter, null);
    }
    Deadline deadline = Deadline.of(run, definition, outlook, begins, gate.now() + left.toNanos());
    return new Footing(meter, new Pace(gate, definition.name(), deadline, stopRequested, held));
  }

  /** The attempt computes no more on this thread. */
  void leave() {
    meter.leaveThread();
    if (pace != null) {
      pace.end();
    }
  }
}
