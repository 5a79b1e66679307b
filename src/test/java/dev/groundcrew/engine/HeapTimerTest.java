package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.execution.PlainThreads;
import dev.groundcrew.execution.PlainThreads.Manner;
import dev.groundcrew.execution.Timer.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HeapTimerTest {
  private final PlainThreads threads = new PlainThreads();
  private final HeapTimer timer = new HeapTimer(threads);

  @AfterEach
  void end() {
    timer.close();
    threads.close();
  }

  @Test
  void doesActionsInTheOrderOfTheirTimes() throws InterruptedException {
    List<String> done = new CopyOnWriteArrayList<>();
    var last = new CountDownLatch(1);
    timer.after(
        Duration.ofMillis(120),
        () -> {
          done.add("late");
          last.countDown();
        });
    timer.after(Duration.ofMillis(20), () -> done.add("early"));
    timer.after(Duration.ZERO, () -> done.add("now"));

    last.await();
    assertThat(done).containsExactly("now", "early", "late");
  }

  @Test
  void doesNotDoWhatWasCancelled() throws InterruptedException {
    List<String> done = new CopyOnWriteArrayList<>();
    var last = new CountDownLatch(1);
    Cancellation cancelled = timer.after(Duration.ofMillis(20), () -> done.add("cancelled"));
    timer.after(Duration.ofMillis(60), last::countDown);
    cancelled.cancel();
    cancelled.cancel();

    last.await();
    assertThat(done).isEmpty();
  }

  @Test
  void goesOnAfterAnActionThatThrows() throws InterruptedException {
    var last = new CountDownLatch(1);
    timer.after(
        Duration.ZERO,
        () -> {
          throw new StackOverflowError("made by hand");
        });
    timer.after(Duration.ofMillis(20), last::countDown);

    last.await();
  }

  @Test
  void actionsInARowNeedFewWakeUps() throws InterruptedException {
    var last = new CountDownLatch(200);
    timer.after(Duration.ZERO, () -> again(last));

    last.await();
    assertThat(threads.wakeUps()).isLessThan(100);
  }

  private void again(CountDownLatch left) {
    left.countDown();
    if (left.getCount() > 0) {
      timer.after(Duration.ofMillis(1), () -> again(left));
    }
  }

  /** On a busy machine it may come late now and then, yet never each time. */
  @Test
  void aThreadThatWaitsForAnActionDoesAnEarlierOneInTime() {
    await().until(this::doesTheEarlierOneBeforeTheOther);
  }

  private boolean doesTheEarlierOneBeforeTheOther() throws InterruptedException {
    var waits = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var doneAt = new AtomicLong();
    long otherAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(90);
    timer.after(Duration.ofMillis(90), () -> {});
    timer.after(Duration.ZERO, waits::countDown);
    waits.await();
    timer.after(
        Duration.ofMillis(5),
        () -> {
          doneAt.set(System.nanoTime());
          done.countDown();
        });
    done.await();
    return doneAt.get() < otherAt;
  }

  @Test
  void noticesAWakeUpThatTheServerHasSwallowed() {
    List<String> done = new CopyOnWriteArrayList<>();
    threads.manner(Manner.SWALLOW);
    timer.after(Duration.ofMillis(10), () -> done.add("rescued"));
    threads.manner(Manner.RUN);

    await()
        .untilAsserted(
            () -> {
              timer.watch();
              assertThat(done).containsExactly("rescued");
            });
    assertThat(threads.lookUps()).isEqualTo(1);
  }

  @Test
  void noticesAWakeUpThatTheServerHasRefused() {
    List<String> done = new CopyOnWriteArrayList<>();
    threads.manner(Manner.REFUSE);
    timer.after(Duration.ofMillis(10), () -> done.add("rescued"));
    threads.manner(Manner.RUN);
    timer.watch();

    await().untilAsserted(() -> assertThat(done).containsExactly("rescued"));
  }

  @Test
  void looksNothingUpWhileAllIsWell() {
    timer.watch();
    timer.after(Duration.ofMinutes(1), () -> {});
    timer.watch();

    assertThat(threads.lookUps()).isZero();
  }
}
