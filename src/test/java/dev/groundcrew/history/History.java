package dev.groundcrew.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was recorded.
 *
 * @param runs writes to runs, in their order
 * @param nodes writes to nodes, in their order
 */
public record History(List<RunEvent> runs, List<NodeEvent> nodes) {
  /** All writes in their order. */
  List<Event> events() {
    return Stream.<Event>concat(runs.stream(), nodes.stream())
        .sorted(Comparator.comparingLong(Event::seq))
        .toList();
  }

  /** The writes of each run. */
  Map<Long, List<RunEvent>> byRun() {
    return runs.stream()
        .collect(Collectors.groupingBy(RunEvent::run, TreeMap::new, Collectors.toList()));
  }

  /** The longest silence of a life between two of its writes since a moment. */
  public Duration longestSilence(String node, Instant since) {
    Duration longest = Duration.ZERO;
    NodeEvent before = null;
    for (NodeEvent event : nodes) {
      if (event.node().equals(node) && !event.heard().isBefore(since)) {
        if (before != null && before.life() == event.life()) {
          Duration silence = Duration.between(before.heard(), event.heard());
          longest = silence.compareTo(longest) > 0 ? silence : longest;
        }
        before = event;
      }
    }
    return longest;
  }
}
