package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private final Lanes lanes = new Lanes(now::get);
  private final Lanes.Place one = new Lanes.Place();
  private final Lanes.Place other = new Lanes.Place();
  private final Lanes.Place third = new Lanes.Place();

  @BeforeEach
  void oneLane() {
    lanes.limit(1);
  }

  private boolean enter(Lanes.Place place) {
    return lanes.enter(place, now.get());
  }

  /** Comes by as often as one that computes until its turn is over. */
  private void takeATurn(Lanes.Place place) {
    for (long passed = 0; passed < Lanes.TURN; passed += Lanes.ABSENT / 4) {
      assertThat(enter(place)).isTrue();
      now.addAndGet(Lanes.ABSENT / 4);
    }
  }

  private void oneIsInAndTwoWait() {
    assertThat(enter(one)).isTrue();
    assertThat(enter(other)).isFalse();
    assertThat(enter(third)).isFalse();
  }

  private void oneHandsItsLaneOver() {
    oneIsInAndTwoWait();
    takeATurn(one);
    assertThat(enter(one)).as("its turn is over").isFalse();
  }

  @Test
  void whoIsAloneGoesOn() {
    takeATurn(one);
    takeATurn(one);

    assertThat(enter(one)).isTrue();
  }

  @Test
  void whoHasHadItsTurnHandsItsLaneToTheFirstThatWaits() {
    oneHandsItsLaneOver();

    assertThat(enter(other)).as("its turn has come").isTrue();
    assertThat(lanes.await(third)).as("not yet").isFalse();
    assertThat(lanes.await(one)).as("last in the queue").isFalse();
  }

  @Test
  void whoDoesNotComeByLosesItsLane() {
    assertThat(enter(one)).isTrue();
    assertThat(enter(other)).isFalse();
    now.addAndGet(Lanes.ABSENT + 1);

    assertThat(lanes.await(other)).isTrue();
    assertThat(enter(one)).as("it is back").isFalse();
  }

  /** Else all would be let in in turn, and none would get on, where to wake up takes long. */
  @Test
  void whoHasBeenLetInAndWakesUpLateFindsItsLane() {
    oneHandsItsLaneOver();
    now.addAndGet(10 * Lanes.ABSENT);

    assertThat(lanes.await(third)).as("the other one is on its way").isFalse();
    assertThat(lanes.await(other)).as("it has come").isTrue();
    takeATurn(other);
  }

  @Test
  void whoHasBeenLetInAndNeverComesLosesItsLane() {
    oneHandsItsLaneOver();
    now.addAndGet(Lanes.LATE + 1);

    assertThat(lanes.await(third)).isTrue();
  }

  @Test
  void whoLeavesLetsTheNextOneIn() {
    oneIsInAndTwoWait();
    lanes.leave(other);
    lanes.leave(one);

    assertThat(lanes.await(third)).isTrue();
    assertThat(lanes.await(other)).as("it left, too").isFalse();
  }

  @Test
  void withoutALimitAllGoOnAndWithOneAgainTheyTakeTurnsAgain() {
    assertThat(enter(one)).isTrue();
    assertThat(enter(other)).isFalse();
    lanes.unlimited();
    assertThat(lanes.areLimited()).isFalse();
    assertThat(lanes.await(other)).isTrue();

    lanes.limit(1);
    assertThat(List.of(enter(one), enter(other), enter(third))).containsExactly(true, false, false);
  }

  @Test
  void whoBlocksHoldsNobodyUp() throws InterruptedException {
    var real = new Lanes(System::nanoTime);
    real.limit(1);
    var blocked = new Thread(() -> blockInALane(real));
    blocked.start();
    await().until(() -> blocked.getState() == Thread.State.TIMED_WAITING);

    long before = System.nanoTime();
    boolean goesOn = real.enter(one, before);
    while (!goesOn) {
      goesOn = real.await(one);
    }
    assertThat(blocked.isAlive()).as("it still blocks").isTrue();
    blocked.interrupt();
    blocked.join();
  }

  private static void blockInALane(Lanes real) {
    var place = new Lanes.Place();
    assertThat(real.enter(place, System.nanoTime())).isTrue();
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      real.leave(place);
    }
  }

  /** Three that compute, one lane: each gets as far as the others, give or take some turns. */
  @Test
  void allGetOn() throws InterruptedException {
    var real = new Lanes(System::nanoTime);
    real.limit(1);
    var over = new AtomicBoolean();
    var pieces = new ArrayList<AtomicLong>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 3; i++) {
      var done = new AtomicLong();
      pieces.add(done);
      threads.add(new Thread(() -> compute(real, over, done)));
    }
    threads.forEach(Thread::start);
    await().until(() -> pieces.stream().allMatch(done -> done.get() > 100));
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Pieces of 0.3 ms, a checkpoint before each. */
  static void compute(Lanes real, AtomicBoolean over, AtomicLong done) {
    var place = new Lanes.Place();
    while (!over.get()) {
      boolean goesOn = real.enter(place, System.nanoTime());
      while (!goesOn && !over.get()) {
        goesOn = real.await(place);
      }
      long until = System.nanoTime() + 300_000;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      done.incrementAndGet();
    }
    real.leave(place);
  }
}
