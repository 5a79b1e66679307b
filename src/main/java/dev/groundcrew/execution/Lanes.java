package dev.groundcrew.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Leaves a core to requests while some come: of the runs that compute, only as many go on at once
 * as there are lanes, and take turns. A run enters a lane at its checkpoints. One that does not
 * come by for a while blocks somewhere, or computes without checkpoints: its lane goes to another,
 * so that nobody waits for something that needs no processor. Safe for use by several threads.
 */
final class Lanes {
  private static final int ANY_NUMBER = Integer.MAX_VALUE;

  /** How long a run has a lane while others wait. To hand it over costs some 20 microseconds. */
  static final long TURN = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * Who has not come by for so long does not use its lane: ten times as long as a piece of work.
   */
  static final long ABSENT = TimeUnit.MILLISECONDS.toNanos(4);

  /**
   * Who has been let in and has not come after so long will not. To wake up takes long where other
   * processes compute: if nobody waited for that, all would be let in in turn and none would get
   * on.
   */
  static final long LATE = TimeUnit.MILLISECONDS.toNanos(200);

  private final LongSupplier nanoTime;
  private volatile int limit = ANY_NUMBER;

  // Guarded by this.
  private final Set<Place> taken = new HashSet<>();
  private final Queue<Place> waiting = new ArrayDeque<>();

  /** Where an attempt stands. Made on its thread. */
  static final class Place {
    private final Thread thread = Thread.currentThread();

    // Guarded by the lanes.
    private boolean inLane;
    private boolean arrived;
    private long since;
    private long seen;

    /** A turn begins when it is taken, however long the way there was. */
    private void arriveAt(long now) {
      if (!arrived) {
        arrived = true;
        since = now;
      }
      seen = now;
    }
  }

  Lanes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How many there are from now on; at least one. */
  void limit(int lanes) {
    if (limit != lanes) {
      change(lanes);
    }
  }

  /** There are as many as anybody wants. */
  void unlimited() {
    limit(ANY_NUMBER);
  }

  private synchronized void change(int lanes) {
    limit = lanes;
    taken.forEach(place -> place.inLane = false);
    taken.clear();
    admit(nanoTime.getAsLong());
  }

  /** How many there are; empty if there are as many as anybody wants. */
  Optional<Integer> limit() {
    return Optional.of(limit).filter(lanes -> lanes != ANY_NUMBER);
  }

  boolean areLimited() {
    return limit != ANY_NUMBER;
  }

  /**
   * An attempt comes by, on its thread.
   *
   * @return whether it may go on; else it {@linkplain #await waits} or {@linkplain #leave leaves}
   */
  synchronized boolean enter(Place place, long now) {
    if (place.inLane) {
      place.arriveAt(now);
      if (waiting.isEmpty() || now - place.since < TURN) {
        return true;
      }
      taken.remove(place);
      place.inLane = false;
    }
    waiting.add(place);
    admit(now);
    return arrives(place, now);
  }

  /**
   * Waits for a short while.
   *
   * @return whether the attempt may go on now
   */
  boolean await(Place place) {
    LockSupport.parkNanos(this, ABSENT / 2);
    synchronized (this) {
      long now = nanoTime.getAsLong();
      // First, for nobody who has come shall be taken for one who never will.
      boolean arrived = arrives(place, now);
      admit(now);
      return arrived || arrives(place, now);
    }
  }

  private static boolean arrives(Place place, long now) {
    if (place.inLane) {
      place.arriveAt(now);
    }
    return place.inLane;
  }

  /** The attempt needs no lane any more. */
  synchronized void leave(Place place) {
    taken.remove(place);
    waiting.remove(place);
    place.inLane = false;
    admit(nanoTime.getAsLong());
  }

  private void admit(long now) {
    for (Place place : List.copyOf(taken)) {
      if (place.arrived ? isAbsent(place, now) : now - place.since > LATE) {
        taken.remove(place);
        place.inLane = false;
      }
    }
    var admitted = new ArrayList<Place>();
    while (taken.size() < limit && !waiting.isEmpty()) {
      Place next = waiting.remove();
      next.inLane = true;
      next.arrived = false;
      next.since = now;
      taken.add(next);
      admitted.add(next);
    }
    admitted.forEach(place -> LockSupport.unpark(place.thread));
  }

  private static boolean isAbsent(Place place, long now) {
    return now - place.seen > ABSENT || place.thread.getState() != Thread.State.RUNNABLE;
  }
}
