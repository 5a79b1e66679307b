package dev.groundcrew.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The requests that the application is answering: how many, and for how long. Safe for use by
 * several threads; times are those of {@link System#nanoTime}.
 */
public final class RequestLoad {
  private Runnable observer = () -> {};
  private volatile LongConsumer watcher = nanos -> {};

  // Guarded by this.
  private int inFlight;
  private long changedAt;
  private long area;
  private long answered;
  private long taken;
  private final Latencies latencies = new Latencies();

  /** Somebody who looks at the load whenever a request comes. Must be short. */
  synchronized void observer(Runnable now) {
    observer = now;
  }

  /**
   * Somebody who is told how many nanoseconds each request took, until the next one watches. Must
   * be short and safe for use by several threads.
   */
  public void watcher(LongConsumer now) {
    watcher = now;
  }

  /** A request has come. */
  public void entered(long now) {
    Runnable told;
    synchronized (this) {
      advance(now);
      inFlight++;
      told = observer;
    }
    told.run();
  }

  /**
   * A request has been answered.
   *
   * @param since when it had come
   */
  public void left(long since, long now) {
    synchronized (this) {
      advance(now);
      inFlight--;
      answered++;
      taken += now - since;
      latencies.add(now - since);
    }
    watcher.accept(now - since);
  }

  /**
   * What was answered in a while.
   *
   * @param requests how many
   * @param p99 99 in a hundred took no longer; empty if there were none
   * @param inFlight requests that are being answered now
   */
  public record Answered(long requests, Optional<Duration> p99, int inFlight) {}

  /** What has been answered since this was asked last; so one may ask. */
  public synchronized Answered takeAnswered() {
    var answered = new Answered(latencies.all(), latencies.percentile(99), inFlight);
    latencies.clear();
    return answered;
  }

  private void advance(long now) {
    // Threads read the clock before they get the lock, so one may come late.
    long span = Math.max(0, now - changedAt);
    area += inFlight * span;
    changedAt += span;
  }

  /**
   * How it stands.
   *
   * @param inFlight requests that are being answered
   * @param area the time that all requests have been in flight so far, in nanoseconds: divided by
   *     the time that passed it is their average number
   * @param answered requests answered so far
   * @param taken the time that these took, in nanoseconds
   */
  record Snapshot(int inFlight, long area, long answered, long taken) {}

  synchronized Snapshot at(long now) {
    if (answered == 0 && inFlight == 0) {
      changedAt = now;
    }
    advance(now);
    return new Snapshot(inFlight, area, answered, taken);
  }
}
