package dev.groundcrew.engine.boot;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps an application from starting, all of it in one message. */
final class Faults {
  private Faults() {}

  /**
   * Does nothing if there are none.
   *
   * @throws IllegalStateException with every fault, a line each
   */
  static void refuse(Collection<List<String>> faults) {
    List<String> all = faults.stream().flatMap(List::stream).distinct().toList();
    if (!all.isEmpty()) {
      throw new IllegalStateException(
          all.stream()
              .map(fault -> "\n  - " + fault)
              .collect(
                  Collectors.joining(
                      "", "Groundcrew cannot start, " + all.size() + " faults to mend:", "")));
    }
  }
}
