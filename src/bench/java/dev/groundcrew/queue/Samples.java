package dev.groundcrew.queue;

import java.util.ArrayList;
import java.util.List;

/** Times, gathered by several threads. */
final class Samples {
  private final List<Long> nanos = new ArrayList<>();

  synchronized void add(long time) {
    nanos.add(time);
  }

  synchronized int count() {
    return nanos.size();
  }

  synchronized void clear() {
    nanos.clear();
  }

  /** Milliseconds that a share of them does not exceed. */
  synchronized double millis(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e6;
  }
}
