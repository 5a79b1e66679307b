package dev.groundcrew.watch;

import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Vitals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What health is made of: three questions, each with figures that name nothing, so that a server
 * may show them to anybody.
 */
@ApplicationScoped
class Checks {
  @Inject Instance<Engine> engine;
  @Inject Vitals vitals;
  @Inject Problems problems;

  /**
   * An answer.
   *
   * @param up whether all is well
   * @param data figures and words that name nothing
   */
  record Check(boolean up, Map<String, Object> data) {}

  /** Down only if this node cannot recover by itself. */
  Check live() {
    var data = new TreeMap<String, Object>();
    data.put("heartbeatAgeMillis", vitals.heartbeatAge().toMillis());
    return new Check(engine.get().live(), data);
  }

  /** Down while requests should go elsewhere. */
  Check ready() {
    var data = new TreeMap<String, Object>();
    data.put("database", vitals.databaseTrouble().isEmpty() ? "UP" : "DOWN");
    data.put("runsUnwritten", (long) vitals.unwritten());
    data.put("problems", problems.countByKind().values().stream().mapToLong(n -> n).sum());
    return new Check(engine.get().unready().isEmpty(), data);
  }

  /** Down until the start is complete. */
  Check started() {
    var data = new TreeMap<String, Object>();
    data.put("tasks", (long) vitals.tasks().size());
    return new Check(engine.get().started(), data);
  }
}
