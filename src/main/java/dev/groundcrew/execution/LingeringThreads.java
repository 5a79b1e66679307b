package dev.groundcrew.execution;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server's executor whose threads wait an instant for more before they go back to it: some
 * servers look through their libraries for every single piece of work that they are given, which
 * takes them some hundred microseconds of processor time, and work often comes in rows. Nothing
 * waits here: work is handed to a thread that waits for it, or to the server. Safe for use by
 * several threads.
 */
final class LingeringThreads implements Executor {
  /** How long a thread waits. */
  private static final long STAY = TimeUnit.MILLISECONDS.toNanos(50);

  /** Since when it stays no more: a server takes a thread that never comes back for a stuck one. */
  private static final long LONGEST_STAY = TimeUnit.SECONDS.toNanos(1);

  private final Executor server;
  private final BooleanSupplier leftSomething;
  private final SynchronousQueue<Runnable> handOver = new SynchronousQueue<>();

  /**
   * Threads of an executor.
   *
   * @param server where they come from
   * @param leftSomething whether a piece of work has left something behind on the calling thread,
   *     such as a transaction, which is none of the next one's business
   */
  LingeringThreads(Executor server, BooleanSupplier leftSomething) {
    this.server = server;
    this.leftSomething = leftSomething;
  }

  /**
   * Runs work on a thread of the server's.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the server does not take it
   */
  @Override
  public void execute(Runnable work) {
    if (!handOver.offer(work)) {
      server.execute(() -> runAndLinger(work));
    }
  }

  private void runAndLinger(Runnable first) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    long leaves = System.nanoTime() + LONGEST_STAY;
    for (Runnable next = first; next != null; next = next(leaves, loader)) {
      next.run();
    }
  }

  /** Null if the thread shall go back, where the server tidies up. */
  private Runnable next(long leaves, ClassLoader loader) {
    Thread here = Thread.currentThread();
    if (System.nanoTime() - leaves >= 0
        || here.isInterrupted()
        || here.getContextClassLoader() != loader
        || leftSomething.getAsBoolean()) {
      return null;
    }
    try {
      return handOver.poll(STAY, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      here.interrupt();
      return null;
    }
  }
}
