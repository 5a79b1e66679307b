package dev.groundcrew.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * A node as its row tells.
 *
 * @param name unique among live nodes
 * @param life its present or last start: a number from one sequence, different for each start
 * @param state whether it takes runs
 * @param startedAt when that life began
 * @param heartbeatAt when it was last heard, by the database's clock
 * @param stoppedAt when it ended in order; empty if it lives or died
 * @param left runs whose code had not ended when it stopped, in words
 */
public record Node(
    String name,
    long life,
    NodeState state,
    Instant startedAt,
    Optional<Instant> heartbeatAt,
    Optional<Instant> stoppedAt,
    Optional<String> left) {}
