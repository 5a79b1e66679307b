package dev.groundcrew.execution;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads that get a processor only when nobody else wants it (rule 10 of the package). They are of
 * our own pool, since a thread that has been lowered can never be raised again: a server's executor
 * would go on with it for everybody. Safe for use by several threads.
 */
final class IdleThreads {
  private static final long KEEP_SECONDS = 60;

  private final Threads threads;
  private final Runnable lower;
  private final SynchronousQueue<Runnable> handOver = new SynchronousQueue<>();
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A pool without threads.
   *
   * @param lower lowers the thread that calls it, once for each
   */
  IdleThreads(Threads threads, Runnable lower) {
    this.threads = threads;
    this.lower = lower;
  }

  /** Runs work on a thread that waits for some, else on a new one. The caller bounds the number. */
  void execute(Runnable work) {
    if (!handOver.offer(work)) {
      threads.dedicated("groundcrew idle", () -> live(work)).start();
    }
  }

  private void live(Runnable first) {
    lower.run();
    first.run();
    Thread here = Thread.currentThread();
    here.setName("groundcrew idle");
    try {
      for (Runnable next = next(here); next != null; next = next(here)) {
        next.run();
        here.setName("groundcrew idle");
      }
    } catch (InterruptedException e) {
      // Closed: the thread ends.
      here.interrupt();
    }
  }

  private Runnable next(Thread here) throws InterruptedException {
    waiting.add(here);
    try {
      return closed ? null : handOver.poll(KEEP_SECONDS, TimeUnit.SECONDS);
    } finally {
      waiting.remove(here);
    }
  }

  /** Ends the threads that wait; the others end with their work. */
  void close() {
    closed = true;
    waiting.forEach(Thread::interrupt);
  }
}
