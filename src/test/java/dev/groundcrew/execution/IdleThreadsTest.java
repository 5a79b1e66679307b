package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule 10 of the package. */
@Timeout(20)
class IdleThreadsTest {
  private final PlainThreads threads = new PlainThreads();
  private final AtomicInteger lowered = new AtomicInteger();
  private final Set<Thread> used = ConcurrentHashMap.newKeySet();
  private final IdleThreads idle = new IdleThreads(threads, lowered::incrementAndGet);

  @AfterEach
  void end() {
    idle.close();
    threads.close();
  }

  private Thread runOne() throws InterruptedException {
    var ran = new CountDownLatch(1);
    var thread = new AtomicReference<Thread>();
    idle.execute(
        () -> {
          thread.set(Thread.currentThread());
          used.add(Thread.currentThread());
          ran.countDown();
        });
    ran.await();
    return thread.get();
  }

  private static void awaitWaiting(Thread thread) {
    Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void aThreadIsLoweredOnceAndUsedAgain() throws Exception {
    Thread first = runOne();
    awaitWaiting(first);
    Thread second = runOne();

    assertThat(second).isSameAs(first);
    assertThat(lowered).hasValue(1);
  }

  @Test
  void workThatComesWhileAllThreadsAreBusyGetsAThreadOfItsOwn() throws Exception {
    var release = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    idle.execute(
        () -> {
          used.add(Thread.currentThread());
          begun.countDown();
          awaitQuietly(release);
        });
    begun.await();
    Thread ignored = runOne();
    release.countDown();

    assertThat(used).hasSize(2);
    assertThat(lowered).hasValue(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void closingEndsThreadsThatWaitAndThoseThatHaveDoneTheirWork() throws Exception {
    Thread waiting = runOne();
    awaitWaiting(waiting);
    var release = new CountDownLatch(1);
    var busy = new AtomicReference<Thread>();
    var begun = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      idle.execute(
          () -> {
            busy.set(Thread.currentThread());
            begun.countDown();
            awaitQuietly(release);
          });
    }
    begun.await();
    idle.close();
    release.countDown();

    waiting.join();
    busy.get().join();
    assertThat(busy.get().isAlive()).isFalse();
  }
}
