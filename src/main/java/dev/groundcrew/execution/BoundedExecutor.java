package dev.groundcrew.execution;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

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
  private final AtomicInteger mostWorkers = new AtomicInteger();
  private final LongAdder completed = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile boolean stopping;

  /**
   * How it is used.
   *
   * @param limit how many pieces may run at once
   * @param active how many do
   * @param queued how many wait
   * @param mostActive the most that ran at once
   * @param completed how many are over
   * @param refused how often the server's executor did not take one
   */
  public record Usage(
      int limit, int active, int queued, int mostActive, long completed, long refused) {}

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

  /**
   * What the server's executor refuses gets a thread of its own from now on, what waits too: some
   * servers' executors take nothing while the server stops, and runs could not end without it.
   */
  public void stopping() {
    stopping = true;
    resume();
  }

  /** How it is used; counting what waits takes as long as the queue is. */
  public Usage usage() {
    return new Usage(
        limit, workers.get(), waiting.size(), mostWorkers.get(), completed.sum(), refused.sum());
  }

  private void addWorker() {
    if (workers.getAndUpdate(count -> count < limit ? count + 1 : count) >= limit) {
      return;
    }
    mostWorkers.accumulateAndGet(workers.get(), Math::max);
    try {
      threads.async(this::work);
    } catch (RuntimeException e) {
      // Also what a server throws in place of a rejection.
      refused.increment();
      if (!stopping || !worksOnThreadOfItsOwn()) {
        worksLater(e);
      }
    }
  }

  private boolean worksOnThreadOfItsOwn() {
    try {
      threads.dedicated("groundcrew last work", this::work).start();
      return true;
    } catch (RuntimeException e) {
      // Whoever stops must get on all the same.
      LOG.log(Level.DEBUG, "the server gives no thread any more: {0}", e.getMessage());
      return false;
    }
  }

  private void worksLater(RuntimeException refusal) {
    // A worker that never runs must not count.
    workers.decrementAndGet();
    threads.lookUpAgain();
    LOG.log(
        Level.WARNING,
        "the server''s executor refused work, which waits: {0}",
        refusal.getMessage());
  }

  private void work() {
    try {
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        runSafely(next);
        completed.increment();
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
