package dev.groundcrew.watch;

import dev.groundcrew.builtin.ThresholdCrossed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The open problems of this node (rule 2 of the package). Safe for use by several threads. */
@ApplicationScoped
class Problems {
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  private final Map<String, ThresholdCrossed> open = new ConcurrentSkipListMap<>();

  void crossed(@Observes ThresholdCrossed event) {
    String key = event.task() + " " + event.metric();
    if (event.raised()) {
      open.put(key, event);
      LOG.log(
          Level.WARNING,
          "problem of task {0}: {1} is {2}, limit {3}",
          event.task(),
          event.metric(),
          event.value(),
          event.limit());
    } else {
      open.remove(key);
      LOG.log(Level.INFO, "task {0}: {1} is back to normal", event.task(), event.metric());
    }
  }

  List<ThresholdCrossed> open() {
    return List.copyOf(open.values());
  }
}
