package dev.groundcrew.watch.alerts;

import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements on {@code groundcrew_alert_outbox}. Stateless. */
final class OutboxTable {
  private static final int LONGEST_ERROR = 300;

  private OutboxTable() {}

  /**
   * A message on its way to one receiver.
   *
   * @param id the same for all its receivers and tries
   * @param receiver the name
   * @param createdAt when it was written
   * @param dueAt when it is tried next
   * @param tries how often it has been tried
   * @param body the message as JSON
   */
  record Entry(
      String id, String receiver, Instant createdAt, Instant dueAt, int tries, String body) {}

  /**
   * How it stands with one receiver.
   *
   * @param waiting messages on their way
   * @param lastError why the newest of them could not be delivered
   */
  record Backlog(long waiting, Optional<String> lastError) {}

  /** Writes a message for each of some receivers, due at once. */
  static void insert(Sql sql, String id, List<String> receivers, String body) throws SQLException {
    Instant now = sql.now();
    int[] ignored =
        sql.batch(
            """
            insert into groundcrew_alert_outbox (id, receiver, created_at, due_at, tries, body)
            values (?, ?, ?, ?, 0, ?)\
            """,
            receivers.stream()
                .map(receiver -> new Object[] {id, receiver, now, now, body})
                .toList());
  }

  /** The receivers that have messages that are due. */
  static List<String> receiversDue(Sql sql) throws SQLException {
    return sql.list(
        "select distinct receiver from groundcrew_alert_outbox where due_at <= ?",
        row -> row.text("receiver"),
        sql.now());
  }

  /** The oldest messages of a receiver that are due. */
  static List<Entry> due(Sql sql, String receiver, int limit) throws SQLException {
    return sql.list(
        """
        select id, receiver, created_at, due_at, tries, body from groundcrew_alert_outbox
        where receiver = ? and due_at <= ? order by due_at limit ?\
        """,
        row ->
            new Entry(
                row.text("id"),
                row.text("receiver"),
                row.instant("created_at"),
                row.instant("due_at"),
                (int) row.number("tries"),
                row.text("body")),
        receiver,
        sql.now(),
        limit);
  }

  /**
   * Takes a message for one try: nobody else sees it as due meanwhile.
   *
   * @param lease how long a try may take; a node that dies in it leaves the message to others
   * @return whether nobody else was faster
   */
  static boolean take(Sql sql, Entry entry, Duration lease) throws SQLException {
    return sql.update(
            """
            update groundcrew_alert_outbox set due_at = ?, tries = tries + 1
            where id = ? and receiver = ? and tries = ?\
            """,
            sql.now().plus(lease),
            entry.id(),
            entry.receiver(),
            entry.tries())
        == 1;
  }

  /** It has arrived, or is given up. */
  static void delete(Sql sql, Entry entry) throws SQLException {
    sql.update(
        "delete from groundcrew_alert_outbox where id = ? and receiver = ?",
        entry.id(),
        entry.receiver());
  }

  /** It has not arrived: it is tried again after a pause. */
  static void putOff(Sql sql, Entry entry, Duration pause, String error) throws SQLException {
    sql.update(
        "update groundcrew_alert_outbox set due_at = ?, last_error = ? where id = ? and receiver ="
            + " ?",
        sql.now().plus(pause),
        error.substring(0, Math.min(error.length(), LONGEST_ERROR)),
        entry.id(),
        entry.receiver());
  }

  /** How it stands with each receiver that has messages on their way. */
  static Map<String, Backlog> backlog(Sql sql) throws SQLException {
    record Line(String receiver, Backlog backlog) {}
    return sql
        .list(
            """
            select receiver, count(*) as waiting, max(last_error) as last_error
            from groundcrew_alert_outbox group by receiver\
            """,
            row ->
                new Line(
                    row.text("receiver"),
                    new Backlog(row.number("waiting"), row.optionalText("last_error"))))
        .stream()
        .collect(Collectors.toMap(Line::receiver, Line::backlog));
  }
}
