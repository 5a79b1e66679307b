package dev.groundcrew.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Due somewhat later than the inner schedule, by a distance that all nodes compute alike. */
record Jitter(Schedule inner, Duration most, long seed) implements Schedule {
  private static final Duration LONGEST = Duration.ofDays(1);

  Jitter {
    Objects.requireNonNull(inner, "inner");
    Bounds.requireWithin("jitter", most, LONGEST);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    if (fromEnd()) {
      return inner.next(after).map(due -> due.plusMillis(distance(due, most.toMillis())));
    }
    // The last inner due time may still lie ahead once it is moved; else it is the one behind it.
    return lastDue(after)
        .map(this::moved)
        .filter(due -> due.isAfter(after))
        .or(() -> inner.next(after).map(this::moved));
  }

  /** The due time of the inner schedule that was moved to this one. */
  Instant unmoved(Instant due) {
    return lastDue(due).orElse(due);
  }

  /**
   * The last inner due time at or before an instant and not more than the jitter away.
   *
   * <p>Schedules only look forwards, so this halves the time in question: {@code inner.next(x)} is
   * at or before the instant exactly if x is before the due time that we look for.
   */
  private Optional<Instant> lastDue(Instant at) {
    return dueUntil(at, Bounds.clamp(at).minus(most).minusNanos(1)).map(due -> lastDue(due, at));
  }

  private Instant lastDue(Instant first, Instant at) {
    Instant last = first;
    Instant bound = at;
    Optional<Instant> later = dueUntil(at, last);
    while (later.isPresent()) {
      last = later.get();
      Instant middle = last.plus(Duration.between(last, bound).dividedBy(2));
      Optional<Instant> far = dueUntil(at, middle);
      last = far.orElse(last);
      bound = far.isPresent() ? bound : middle;
      later = dueUntil(at, last);
    }
    return last;
  }

  private Optional<Instant> dueUntil(Instant at, Instant after) {
    return inner.next(after).filter(due -> !due.isAfter(at));
  }

  private Instant moved(Instant due) {
    long gap =
        inner
            .next(due)
            .map(next -> Duration.between(due, next).minusNanos(1).toMillis())
            .orElse(Long.MAX_VALUE);
    return due.plusMillis(distance(due, Math.min(most.toMillis(), gap)));
  }

  /** Milliseconds from 0 to a limit, evenly spread over due times and seeds. */
  private long distance(Instant due, long limit) {
    long hash = mix(mix(seed) ^ (due.getEpochSecond() * 1_000_000_000L + due.getNano()));
    return Math.floorMod(hash, limit + 1);
  }

  /** Every bit of the input changes about half of the bits of the output. */
  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public boolean fromEnd() {
    return inner.fromEnd();
  }
}
