package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One attempt at the gate, in real time, on a machine that the test drives. */
@Timeout(20)
class PaceTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final TestMachine machine = new TestMachine(2);
  private final RequestLoad requests = new RequestLoad();
  private final Gate gate =
      new Gate(new GateSettings(true, 0.1, 0.2, List.of()), requests, machine, System::nanoTime);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong held = new AtomicLong();

  private void close() {
    machine.busy(1);
    for (int i = 0; i < 8; i++) {
      requests.entered(System.nanoTime());
    }
    while (gate.isOpen()) {
      machine.compute(MILLI);
      Thread.onSpinWait();
    }
  }

  /** A millisecond of this thread's work and more, after a first look. */
  private void work(Pace pace, long nanos) {
    pace.checkpoint();
    machine.compute(Thread.currentThread().getId(), nanos);
    long from = System.nanoTime();
    while (System.nanoTime() - from < MILLI) {
      machine.compute(MILLI / 10);
    }
  }

  @Test
  void anAttemptKeepsItsShareAndNoMoreWhileItIsClosed() {
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    close();
    long before = System.nanoTime();
    work(pace, 20 * MILLI);
    pace.checkpoint();

    // Work and wait together, since a slow machine takes a part of the wait for the work.
    assertThat(System.nanoTime() - before).isGreaterThan(200 * MILLI);
    assertThat(held.get()).isPositive();
    pace.end();
  }

  @Test
  void workDoneBeforeItClosedIsNotHeldAgainstAnAttempt() {
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    machine.compute(Thread.currentThread().getId(), TimeUnit.HOURS.toNanos(1));
    close();
    pace.checkpoint();

    assertThat(held.get()).isZero();
    pace.end();
  }

  @Test
  void anAttemptThatMustEndWaitsNoLonger() {
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    close();
    work(pace, TimeUnit.HOURS.toNanos(1));
    stop.countDown();
    pace.checkpoint();

    assertThat(held.get()).isLessThan(TimeUnit.MINUTES.toNanos(1));
    pace.end();
  }

  @Test
  void anAttemptWhoseTimeRunsOutIsLetGoForGood() {
    Duration left = Duration.ofMillis(60);
    Deadline deadline = Deadline.of(System.nanoTime(), left, Optional.of(Duration.ofMillis(10)));
    var pace = new Pace(gate, "one", deadline, stop, held);
    close();
    work(pace, TimeUnit.HOURS.toNanos(1));
    pace.checkpoint();
    work(pace, TimeUnit.HOURS.toNanos(1));
    pace.checkpoint();

    assertThat(held.get()).isLessThan(TimeUnit.MINUTES.toNanos(1));
    pace.end();
  }

  @Test
  void aTaskThatIsExemptIsNotHeldBackUntilItIsNoLonger() {
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    gate.enable("one", false);
    close();
    work(pace, 20 * MILLI);
    pace.checkpoint();
    assertThat(held.get()).isZero();
    assertThat(gate.look().exempt()).containsExactly("one");

    gate.enable("one", true);
    pace.checkpoint();
    work(pace, 20 * MILLI);
    pace.checkpoint();
    assertThat(held.get()).isPositive();
    pace.end();
  }

  @Test
  void aTaskThatDoesNotYieldIsNeverHeldBack() {
    var pace = new Pace(gate, "one", Deadline.NOW, stop, held);
    close();
    work(pace, TimeUnit.HOURS.toNanos(1));
    pace.checkpoint();
    pace.awaitStart(TimeUnit.HOURS.toNanos(1));

    assertThat(held.get()).isZero();
    pace.end();
  }

  /** Beside one that computes, in the one lane that requests leave of two cores. */
  @Test
  void anAttemptTakesTurnsWhileRequestsComeAndThatCountsAsHeldBack() throws InterruptedException {
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    while (!gate.lanes().areLimited()) {
      requests.entered(System.nanoTime());
      requests.left(System.nanoTime(), System.nanoTime());
      boolean ignored = gate.isOpen();
    }
    var over = new AtomicBoolean();
    var other = new Thread(() -> LanesTest.compute(gate.lanes(), over, new AtomicLong()));
    other.start();

    // Unless the machine keeps the other one from its lane, the first time.
    while (held.get() == 0) {
      pace.checkpoint();
    }
    over.set(true);
    pace.end();
    other.join();
  }
}
