package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LingeringThreadsTest {
  private final ThreadPoolExecutor server = (ThreadPoolExecutor) Executors.newCachedThreadPool();
  private final ThreadLocal<Boolean> left = ThreadLocal.withInitial(() -> false);
  private final LingeringThreads threads = new LingeringThreads(server, left::get);

  @AfterEach
  void end() {
    server.shutdownNow();
  }

  private void runAndAwait(Runnable work) {
    var done = new CountDownLatch(1);
    threads.execute(
        () -> {
          work.run();
          done.countDown();
        });
    await().until(() -> done.getCount() == 0);
  }

  @Test
  void workThatComesInRowsIsHandedToTheServerNowAndThen() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      var done = new CountDownLatch(1);
      threads.execute(done::countDown);
      done.await();
    }

    assertThat(server.getTaskCount()).isLessThan(500);
  }

  @Test
  void nothingWaitsForAThreadThatIsBusy() throws InterruptedException {
    var release = new CountDownLatch(1);
    var done = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      threads.execute(
          () -> {
            done.countDown();
            awaitUnlessInterrupted(release);
          });
    }

    done.await();
    release.countDown();
  }

  private static void awaitUnlessInterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void threadsGoBackToTheServerSoon() {
    runAndAwait(() -> {});

    await().until(() -> server.getActiveCount() == 0);
  }

  @Test
  void aThreadThatWasInterruptedTakesNothingMore() {
    runAndAwait(() -> Thread.currentThread().interrupt());
    runAndAwait(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());

    assertThat(server.getTaskCount()).isEqualTo(2);
  }

  @Test
  void aThreadOnWhichSomethingWasLeftTakesNothingMore() {
    runAndAwait(() -> left.set(true));
    runAndAwait(() -> {});

    assertThat(server.getTaskCount()).isEqualTo(2);
  }

  @Test
  void aThreadThatHasAnotherContextClassLoaderTakesNothingMore() {
    runAndAwait(() -> Thread.currentThread().setContextClassLoader(new ClassLoader() {}));
    runAndAwait(() -> {});

    assertThat(server.getTaskCount()).isEqualTo(2);
  }

  @Test
  void whatTheServerRefusesIsRefused() {
    ExecutorService stopped = Executors.newSingleThreadExecutor();
    stopped.shutdown();
    var refused = new LingeringThreads(stopped, left::get);

    assertThatThrownBy(() -> refused.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
