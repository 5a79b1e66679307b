package dev.groundcrew.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The columns of {@code groundcrew_run}, and what a run has in each. Stateless. */
final class RunColumns {
  /** What a run keeps from its first row on; of these only a claim changes the token. */
  private static final List<String> KEPT =
      List.of(
          "id",
          "task",
          "trigger_kind",
          "scope_node",
          "scheduled_for",
          "queued_at",
          "requested_by",
          "retry_of",
          "token",
          "run_key",
          "parameters",
          "priority",
          "traceparent");

  /**
   * A column.
   *
   * @param name of it
   * @param type of it in PostgreSQL
   */
  record Column(String name, String type) {}

  /** What changes while a run lives, in the order of {@link #changing}. */
  static final List<Column> CHANGING =
      List.of(
          new Column("state", "text"),
          new Column("node", "text"),
          new Column("durable", "boolean"),
          new Column("started_at", "timestamptz"),
          new Column("ended_at", "timestamptz"),
          new Column("attempt", "integer"),
          new Column("crashes", "integer"),
          new Column("reason", "text"),
          new Column("message", "text"),
          new Column("error", "text"),
          new Column("stack", "text"),
          new Column("cpu_nanos", "bigint"),
          new Column("progress_done", "bigint"),
          new Column("progress_total", "bigint"),
          new Column("skips", "bigint"),
          new Column("last_skip_at", "timestamptz"),
          new Column("measured", "text"),
          new Column("wall_nanos", "bigint"),
          new Column("cpu_wait_nanos", "bigint"),
          new Column("others_nanos", "bigint"),
          new Column("allocated_bytes", "bigint"),
          new Column("gate_nanos", "bigint"),
          new Column("life", "bigint"),
          new Column("ready_at", "timestamptz"));

  /** All of them, in the order of {@link #values}. */
  static final List<String> NAMES =
      Stream.concat(KEPT.stream(), CHANGING.stream().map(Column::name)).toList();

  private RunColumns() {}

  static Object[] values(Run run) {
    return joined(kept(run), changing(run));
  }

  /** Some arguments and some more. */
  static Object[] joined(Object[] some, Object... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
  }

  private static Object[] kept(Run run) {
    return new Object[] {
      run.id(),
      run.task(),
      run.origin().trigger(),
      run.onlyOn(),
      run.origin().scheduledFor(),
      run.queuedAt(),
      run.origin().requestedBy(),
      run.origin().retryOf(),
      run.claim().token(),
      run.submission().key(),
      run.submission().parameters(),
      run.submission().priority().rank(),
      run.origin().traceParent()
    };
  }

  static Object[] changing(Run run) {
    return new Object[] {
      run.state(),
      run.node(),
      run.origin().durable(),
      run.startedAt(),
      run.endedAt(),
      run.attempt(),
      run.crashes(),
      run.ending().reason(),
      run.ending().message(),
      run.ending().error(),
      run.ending().stack(),
      run.ending().figures().cpuNanos(),
      run.progress().done(),
      run.progress().total(),
      run.skips().count(),
      run.skips().last(),
      run.ending().figures().measured(),
      run.ending().figures().wallNanos(),
      run.ending().figures().cpuWaitNanos(),
      run.ending().figures().othersNanos(),
      run.ending().figures().allocatedBytes(),
      run.ending().figures().gateNanos(),
      run.claim().life(),
      run.submission().readyAt()
    };
  }
}
