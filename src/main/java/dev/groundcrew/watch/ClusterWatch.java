package dev.groundcrew.watch;

import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.settings.Own;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Looks for what is wrong with the cluster rather than with this node. Of all live nodes the one
 * with the first name raises it, so that it is told once. Looked with by one thread.
 */
@ApplicationScoped
public class ClusterWatch {
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  @Inject Database database;
  @Inject Vitals vitals;
  @Inject Problems problems;

  @Inject @Own String node;

  private Set<String> told = Set.of();
  private volatile Map<NodeState, Long> nodes = Map.of();

  /**
   * Looks once.
   *
   * @throws dev.groundcrew.database.DatabaseException if the database is away
   */
  public void look() {
    record Found(List<Node> nodes, Instant now) {}
    Found found = database.transaction(sql -> new Found(NodeTable.all(sql), sql.now()));
    nodes =
        found.nodes().stream().collect(Collectors.groupingBy(Node::state, Collectors.counting()));
    boolean speaks = speaker(found.nodes()).filter(node::equals).isPresent();
    Map<String, String> lost = speaks ? lost(found.nodes(), found.now()) : Map.of();
    var gone = new HashSet<>(told);
    gone.removeAll(lost.keySet());
    gone.forEach(name -> problems.set(ProblemKind.NODE_LOST, null, name, Optional.empty()));
    lost.forEach(
        (name, text) -> problems.set(ProblemKind.NODE_LOST, null, name, Optional.of(text)));
    told = Set.copyOf(lost.keySet());
    for (Vitals.OfTask task : vitals.tasks()) {
      boolean quarantined = speaks && task.state().equals("QUARANTINED");
      problems.set(
          ProblemKind.QUARANTINED,
          task.name(),
          quarantined
              ? task.closed().map(reason -> "task " + task.name() + " is " + reason)
              : Optional.empty());
    }
  }

  /** How many nodes were in a state at the last look. Safe for use by several threads. */
  public long nodes(NodeState state) {
    return nodes.getOrDefault(state, 0L);
  }

  /** The live node that tells. */
  static Optional<String> speaker(List<Node> nodes) {
    return nodes.stream()
        .filter(node -> node.state() != NodeState.GONE)
        .map(Node::name)
        .min(String::compareTo);
  }

  /** Nodes that died within a day and have not come back, each with what to say. */
  static Map<String, String> lost(List<Node> nodes, Instant now) {
    var lost = new TreeMap<String, String>();
    for (Node node : nodes) {
      boolean died = node.state() == NodeState.GONE && node.stoppedAt().isEmpty();
      Optional<Instant> heard =
          node.heartbeatAt().filter(at -> at.plus(FORGOTTEN_AFTER).isAfter(now));
      if (died && heard.isPresent()) {
        lost.put(
            node.name(),
            "node " + node.name() + " was last heard at " + heard.get() + " and counts as dead");
      }
    }
    return lost;
  }
}
