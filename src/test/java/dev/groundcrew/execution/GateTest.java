package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule 9 of the package, on a machine with two cores and a clock that the test moves. */
@Timeout(20)
class GateTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long STEP = 20 * MILLI;
  private static final int SECOND = 50;
  private static final GateSettings SETTINGS = new GateSettings(true, 0.1, 0.2, List.of());

  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final TestMachine machine = new TestMachine(2);
  private final RequestLoad requests = new RequestLoad();
  private final Gate gate = new Gate(SETTINGS, requests, machine, now::get);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicLong held = new AtomicLong();

  private void come(int count) {
    for (int i = 0; i < count; i++) {
      requests.entered(now.get());
    }
  }

  private void go(int count) {
    for (int i = 0; i < count; i++) {
      requests.left(now.get() - SECOND * STEP, now.get());
    }
  }

  /** Time passes, in which the process uses some of the two cores beside background work. */
  private void pass(int steps, double cores) {
    for (int i = 0; i < steps; i++) {
      now.addAndGet(STEP);
      machine.compute((long) (cores * STEP));
      boolean ignored = gate.isOpen();
    }
  }

  /** A second passes, with fifty requests that have room. */
  private void passWithRequests() {
    for (int i = 0; i < SECOND; i++) {
      come(1);
      pass(1, 0.1);
      go(1);
    }
  }

  private void crowd() {
    come(8);
    machine.busy(1);
    pass(SECOND, 1);
  }

  @Test
  void isOpenWhileNobodyComes() {
    pass(SECOND, 0);

    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.look().reason()).isEqualTo("requests have room");
  }

  @Test
  void closesWhenAsManyRequestsAsCoresKeepTheProcessorsBusy() {
    crowd();

    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.look().reason()).isEqualTo("requests need the machine");
    assertThat(gate.look().cores()).contains(0.1);
    assertThat(gate.look().requests()).isCloseTo(8, within(0.1));
  }

  @Test
  void opensWhenTheyHaveGone() {
    crowd();
    go(8);
    pass(SECOND, 0);

    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.look().latency()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void staysClosedForTheFewThatAreSeenOfQuickOnesWhileTheProcessorsAreTheirs() {
    crowd();
    go(7);
    pass(SECOND, 1);
    assertThat(gate.look().requests()).isCloseTo(1, within(0.1));
    assertThat(gate.isOpen()).isFalse();

    machine.busy(0.7);
    pass(SECOND, 1);
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensWhenItIsBackgroundWorkThatKeepsTheProcessorsBusyBesideFew() {
    crowd();
    go(7);
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    for (int i = 0; i < SECOND; i++) {
      machine.compute(Thread.currentThread().getId(), STEP);
      pass(1, 0.9);
    }

    assertThat(gate.look().background()).isCloseTo(1, within(0.01));
    assertThat(gate.isOpen()).isTrue();
    pace.end();
  }

  @Test
  void staysOpenForRequestsThatLeaveAProcessorFree() {
    come(8);
    machine.busy(0.5);
    pass(SECOND, 1);

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void staysOpenForRequestsThatOnlyWait() {
    come(200);
    machine.busy(1);
    pass(SECOND, 0.01);

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void leavesACoreToRequestsWhileSomeComeThoughItIsOpen() {
    pass(SECOND, 0);
    assertThat(gate.lanes().areLimited()).as("nobody comes").isFalse();

    passWithRequests();
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.lanes().areLimited()).as("fifty a second").isTrue();
    assertThat(gate.look().lanes()).contains(1);
    assertThat(gate.look().reason()).isEqualTo("requests have a core of their own");
    var one = new Lanes.Place();
    var other = new Lanes.Place();
    assertThat(gate.lanes().enter(one, now.get())).as("one of two cores").isTrue();
    assertThat(gate.lanes().enter(other, now.get())).as("the other one").isFalse();

    pass(5 * SECOND, 0);
    assertThat(gate.lanes().areLimited()).as("they have gone").isFalse();
  }

  @Test
  void knowsWhetherRequestsCome() {
    pass(SECOND, 0);
    assertThat(gate.requestsCome()).as("nobody has come").isFalse();

    come(1);
    pass(50, 0);
    assertThat(gate.requestsCome()).as("one is being answered").isTrue();

    go(1);
    pass(5 * SECOND, 0);
    assertThat(gate.requestsCome()).as("it has gone").isFalse();
  }

  @Test
  void leavesNoCoreToRequestsWhenItIsSwitchedOffOrClosed() {
    passWithRequests();
    crowd();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.lanes().areLimited()).as("closed: each run has its share").isFalse();

    gate.enable(false);
    passWithRequests();
    assertThat(gate.lanes().areLimited()).as("switched off").isFalse();
  }

  @Test
  void staysOpenAtAModerateRate() {
    machine.busy(1);
    for (int i = 0; i < 3 * SECOND; i++) {
      come(1);
      pass(1, 0.8);
      go(1);
      pass(1, 0);
    }

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void closesWhenTheRestOfTheProcessNeedsAllCores() {
    machine.busy(1);
    pass(4 * SECOND, 1.9);

    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.look().reason()).isEqualTo("the server needs the machine");
  }

  @Test
  void backgroundWorkOfOursDoesNotCloseIt() {
    var pace = new Pace(gate, "one", Deadline.NONE, stop, held);
    machine.busy(1);
    for (int i = 0; i < 4 * SECOND; i++) {
      machine.compute(Thread.currentThread().getId(), 2 * STEP);
      pass(1, 0);
    }

    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.look().background()).isCloseTo(2, within(0.01));
    pace.end();
  }

  @Test
  void underAQuotaBackgroundGetsWhatRequestsAndTheReserveLeave() {
    machine.quota(1.5);
    pass(SECOND, 0.4);

    assertThat(gate.look().cores().orElseThrow()).isCloseTo(1.5 * 0.8 - 0.4, within(0.01));
    assertThat(gate.look().reason()).isEqualTo("a CPU quota is shared with requests");
    pass(SECOND, 1.45);
    assertThat(gate.look().cores()).contains(0.1);
  }

  @Test
  void holdsNothingBackOnceItIsSwitchedOff() {
    crowd();
    gate.enable(false);

    assertThat(gate.isOpen()).isTrue();
    pass(SECOND, 1);
    assertThat(gate.isOpen()).isTrue();
    gate.enable(true);
    pass(SECOND, 1);
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void runsBeginOneAfterAnotherAtTheGuaranteedShareWhileItIsClosed() {
    crowd();
    long first = gate.turnToStart(MILLI);
    long second = gate.turnToStart(MILLI);

    assertThat(first).isEqualTo(now.get());
    assertThat(second - first).isEqualTo(10 * MILLI);
  }
}
