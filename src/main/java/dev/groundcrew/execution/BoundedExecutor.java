package dev.groundcrew.execution;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs at most a number of short pieces of work at once on the server's executor; what must wait
 * waits here (rule 1 of the package). Safe for use by several threads.
 */
public final class BoundedExecutor implements Executor {
  private static final Logger LOG = System.getLogger(BoundedExecutor.class.getName());

  private final Threads threads;
  private final int limit;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger workers = new AtomicInteger();

  public BoundedExecutor(Threads threads, int limit) {
    this.threads = threads;
    this.limit = limit;
  }

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
    addWorker();
  }

  /** Takes up again what waits although the server's executor had refused. Call it now and then. */
  public void resume() {
    if (!waiting.isEmpty()) {
      addWorker();
    }
  }

  private void addWorker() {
    if (workers.getAndUpdate(count -> count < limit ? count + 1 : count) >= limit) {
      return;
    }
    try {
      threads.async(this::work);
    } catch (RuntimeException e) {
      // Also what a server throws in place of a rejection: a worker that never runs must not count.
      workers.decrementAndGet();
      threads.lookUpAgain();
      LOG.log(
          Level.WARNING, "the server''s executor refused work, which waits: {0}", e.getMessage());
    }
  }

  private void work() {
    try {
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        runSafely(next);
      }
    } finally {
      workers.decrementAndGet();
    }
    // Work that came between the last poll and the decrement saw no room for a worker of its own.
    resume();
  }

  private static void runSafely(Runnable next) {
    try {
      next.run();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "work failed", e);
    }
  }
}
