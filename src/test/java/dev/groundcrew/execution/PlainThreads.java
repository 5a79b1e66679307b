package dev.groundcrew.execution;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads without a server. A test can make the executors refuse or swallow work. */
public final class PlainThreads implements Threads, AutoCloseable {
  /** What the executors do with work. */
  public enum Manner {
    RUN,
    REFUSE,
    /** Not even a thread of its own. */
    REFUSE_ALL,
    SWALLOW
  }

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private volatile Manner manner = Manner.RUN;

  public void manner(Manner now) {
    manner = now;
  }

  /** How often the executors have been looked up again. */
  public int lookUps() {
    return lookUps.get();
  }

  /** How often work for later has been asked for. */
  public int wakeUps() {
    return wakeUps.get();
  }

  @Override
  public void pooled(Runnable work) {
    switch (manner) {
      case RUN -> pool.execute(work);
      case REFUSE, REFUSE_ALL -> throw new RejectedExecutionException("the test refuses work");
      case SWALLOW -> {
        // As an executor does that an administrator resizes.
      }
    }
  }

  @Override
  public void async(Runnable work) {
    pooled(work);
  }

  @Override
  public Thread dedicated(String name, Runnable work) {
    if (manner == Manner.REFUSE_ALL) {
      throw new IllegalStateException("the test gives no thread");
    }
    return new Thread(work, name);
  }

  @Override
  public Timer.Cancellation later(Duration pause, Runnable work) {
    wakeUps.incrementAndGet();
    if (manner == Manner.REFUSE) {
      throw new RejectedExecutionException("the test refuses work");
    }
    Runnable orNothing = manner == Manner.SWALLOW ? () -> {} : work;
    ScheduledFuture<?> future = timer.schedule(orNothing, pause.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public void lookUpAgain() {
    lookUps.incrementAndGet();
  }

  @Override
  public void close() {
    pool.shutdownNow();
    timer.shutdownNow();
  }
}
