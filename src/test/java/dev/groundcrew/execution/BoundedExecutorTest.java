package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.execution.PlainThreads.Manner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BoundedExecutorTest {
  private final PlainThreads threads = new PlainThreads();
  private final BoundedExecutor executor = new BoundedExecutor(threads, 2);

  @AfterEach
  void end() {
    threads.close();
  }

  @Test
  void runsEverythingAFewAtOnce() throws InterruptedException {
    var done = new CountDownLatch(1_000);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    for (int i = 0; i < 1_000; i++) {
      executor.execute(
          () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            now.decrementAndGet();
            done.countDown();
          });
    }

    done.await();
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void goesOnAfterWorkThatThrows() throws InterruptedException {
    var done = new CountDownLatch(1);
    executor.execute(
        () -> {
          throw new StackOverflowError("made by hand");
        });
    executor.execute(done::countDown);

    done.await();
  }

  @Test
  void keepsWorkThatTheServerRefusesAndTakesItUpAgain() throws InterruptedException {
    var done = new CountDownLatch(1);
    threads.manner(Manner.REFUSE);
    executor.execute(done::countDown);
    assertThat(threads.lookUps()).isEqualTo(1);

    threads.manner(Manner.RUN);
    executor.resume();
    done.await();
  }

  @Test
  void aStopGetsOnWhereTheServerGivesNoThreadEither() throws InterruptedException {
    var done = new CountDownLatch(3);
    threads.manner(Manner.REFUSE_ALL);
    executor.stopping();
    for (int i = 0; i < 3; i++) {
      executor.execute(done::countDown);
    }
    assertThat(done.getCount()).isEqualTo(3);

    threads.manner(Manner.RUN);
    executor.resume();
    done.await();
  }

  @Test
  void whatWaitsAndWhatComesIsStillDoneWhileTheServerTakesNothingAtItsStop()
      throws InterruptedException {
    var done = new CountDownLatch(2);
    threads.manner(Manner.REFUSE);
    executor.execute(done::countDown);
    executor.stopping();
    executor.execute(done::countDown);

    done.await();
  }
}
