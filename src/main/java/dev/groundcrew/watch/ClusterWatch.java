package dev.groundcrew.watch;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.TaskDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
  private static final Duration MOST_SKEW = Duration.ofSeconds(2);
  private static final int MOST_NAMED = 10;

  @Inject Database database;
  @Inject Vitals vitals;
  @Inject Problems problems;

  @Inject @Own String node;
  @Inject @Own InstantSource clock;

  private Set<String> told = Set.of();
  private Optional<Found> last = Optional.empty();
  private volatile Map<NodeState, Long> nodes = Map.of();

  /**
   * What the database said.
   *
   * @param now by its clock
   * @param skew how far this node's clock is off, if that is too much
   * @param alone whether this process has the database to itself
   * @param nanos when it was asked, by the monotonic clock
   */
  private record Found(
      List<Node> nodes, Instant now, Optional<Duration> skew, boolean alone, long nanos) {
    /** Of one process alone there is little to say. */
    boolean isFresh() {
      return alone && System.nanoTime() - nanos < Membership.LEASE.toNanos();
    }
  }

  private Found ask() {
    record Answer(List<Node> nodes, Instant now, boolean alone) {}
    long nanos = System.nanoTime();
    Instant asked = clock.instant();
    Answer answer =
        database.transaction(
            sql -> new Answer(NodeTable.all(sql), sql.now(), !sql.dialect().clusters()));
    Optional<Duration> skew = skew(asked, answer.now(), clock.instant());
    return new Found(answer.nodes(), answer.now(), skew, answer.alone(), nanos);
  }

  /**
   * Looks once; call it as often as nodes are heard.
   *
   * @throws dev.groundcrew.database.DatabaseException if the database is away
   */
  public void look() {
    Found found = last.filter(Found::isFresh).orElseGet(this::ask);
    last = Optional.of(found);
    problems.set(ProblemKind.CLOCK_SKEW, null, "", found.skew().map(this::say));
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
    problems.set(
        ProblemKind.SCOPE_UNSAID,
        null,
        "",
        speaks ? unsaid(found.nodes(), vitals.tasks()) : Optional.empty());
  }

  private String say(Duration skew) {
    return "the clock of node %s is %.1f s %s the database's"
        .formatted(node, skew.abs().toMillis() / 1000.0, skew.isNegative() ? "behind" : "ahead of");
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

  /**
   * How far this node's clock is ahead of the database's, negative if behind; empty as long as that
   * is nothing to worry about. At least so far: the answer may have taken its time.
   *
   * @param asked when the database was asked, by this node's clock
   * @param database what it answered
   * @param answered when it had
   */
  static Optional<Duration> skew(Instant asked, Instant database, Instant answered) {
    Duration ahead = Duration.between(database, asked);
    Duration behind = Duration.between(answered, database);
    if (ahead.compareTo(MOST_SKEW) > 0) {
      return Optional.of(ahead);
    }
    return behind.compareTo(MOST_SKEW) > 0 ? Optional.of(behind.negated()) : Optional.empty();
  }

  /** Which tasks start on each of several nodes although nobody has said that they should. */
  static Optional<String> unsaid(List<Node> nodes, List<Vitals.OfTask> tasks) {
    long live = nodes.stream().filter(node -> node.state() != NodeState.GONE).count();
    List<String> names =
        tasks.stream()
            .filter(task -> task.problem().isEmpty() && startsUnsaid(task.definition()))
            .map(Vitals.OfTask::name)
            .toList();
    if (live < 2 || names.isEmpty()) {
      return Optional.empty();
    }
    String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
    return Optional.of(
        "there are "
            + live
            + " nodes, and each of them runs "
            + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
            + more
            + ": say scope EVERY_NODE if that is meant, else ONCE_PER_CLUSTER");
  }

  private static boolean startsUnsaid(TaskDefinition task) {
    return task.enabled()
        && (task.timing().isScheduled() || task.timing().atStartup())
        && task.attributes().get("scope").source() == Source.DEFAULT;
  }
}
