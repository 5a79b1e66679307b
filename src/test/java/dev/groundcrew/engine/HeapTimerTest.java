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
