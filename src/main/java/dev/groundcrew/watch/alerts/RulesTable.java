package dev.groundcrew.watch.alerts;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The statements on {@code groundcrew_alert_rules}, which has one row. Stateless. */
final class RulesTable {
  private RulesTable() {}

  static Rules read(Sql sql) throws SQLException {
    return sql.first(
            "select version, failures, cool_down_seconds, kinds from groundcrew_alert_rules",
            row ->
                new Rules(
                    row.number("version"),
                    (int) row.number("failures"),
                    Duration.ofSeconds(row.number("cool_down_seconds")),
                    Arrays.stream(row.text("kinds").split(",", -1))
                        .filter(kind -> !kind.isEmpty())
                        .map(AlertKind::valueOf)
                        .collect(Collectors.toSet())))
        .orElseThrow();
  }

  /**
   * Changes the rules.
   *
   * @return whether they still had the version before
   */
  static boolean write(Sql sql, Rules rules) throws SQLException {
    return sql.update(
            """
            update groundcrew_alert_rules
            set version = ?, failures = ?, cool_down_seconds = ?, kinds = ?
            where version = ?\
            """,
            rules.version(),
            rules.failures(),
            rules.coolDown().toSeconds(),
            rules.kinds().stream().sorted().map(Enum::name).collect(Collectors.joining(",")),
            rules.version() - 1)
        == 1;
  }

  /** Whether the heartbeat is due and no other node has taken it; then this one has. */
  static boolean takeBeat(Sql sql, Duration period) throws SQLException {
    Instant now = sql.now();
    return sql.update(
            "update groundcrew_alert_rules set beat_due_at = ? where beat_due_at <= ?",
            now.plus(period),
            now)
        == 1;
  }
}
