package dev.groundcrew.history;

import dev.groundcrew.run.RunState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records what nodes write to a PostgreSQL: triggers copy each version of a row, with the
 * database's clock and one number for all, in the writer's own transaction. What conflicts is
 * numbered in the order of its commits, since the later writer has waited for the earlier.
 */
public final class HistoryRecorder {
  private static final String INSTALL =
      """
      create sequence recorded_seq;
      create table recorded_run (
        seq bigint not null default nextval('recorded_seq') primary key,
        at timestamp with time zone not null default clock_timestamp(),
        run bigint not null, task text not null, only_on text not null, state text not null,
        life bigint not null, token bigint not null, attempt integer not null,
        durable boolean not null, due timestamp with time zone,
        last_due timestamp with time zone, skips bigint not null);
      create table recorded_node (
        seq bigint not null default nextval('recorded_seq') primary key,
        at timestamp with time zone not null default clock_timestamp(),
        node text not null, life bigint not null, state text not null,
        heard timestamp with time zone not null, stopped boolean not null);
      create function record_run() returns trigger language plpgsql as $$ begin
        insert into recorded_run
          (run, task, only_on, state, life, token, attempt, durable, due, last_due, skips)
        values (new.id, new.task, new.scope_node, new.state, new.life, new.token, new.attempt,
          new.durable, new.scheduled_for, new.last_skip_at, new.skips);
        return null;
      end $$;
      create function record_node() returns trigger language plpgsql as $$ begin
        insert into recorded_node (node, life, state, heard, stopped)
        values (new.name, new.life, new.state, new.heartbeat_at, new.stopped_at is not null);
        return null;
      end $$;
      create trigger record_run after insert or update on groundcrew_run
        for each row execute function record_run();
      create trigger record_node after insert or update on groundcrew_node
        for each row execute function record_node();
      insert into recorded_run
        (run, task, only_on, state, life, token, attempt, durable, due, last_due, skips)
      select id, task, scope_node, state, life, token, attempt, durable, scheduled_for,
        last_skip_at, skips from groundcrew_run;
      insert into recorded_node (node, life, state, heard, stopped)
      select name, life, state, heartbeat_at, stopped_at is not null from groundcrew_node;
      """;

  private final String url;

  private HistoryRecorder(String url) {
    this.url = url;
  }

  /**
   * Records from now on.
   *
   * @param url of a database with Groundcrew's tables, for user and password {@code postgres}
   */
  public static HistoryRecorder install(String url) {
    var recorder = new HistoryRecorder(url);
    try (Connection connection = recorder.connect();
        Statement statement = connection.createStatement()) {
      // Several statements in one message are one transaction.
      boolean ignored = statement.execute(INSTALL);
      return recorder;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  /** What was recorded so far. */
  public History history() {
    try (Connection connection = connect()) {
      return new History(runs(connection), nodes(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<RunEvent> runs(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select * from recorded_run order by seq");
        ResultSet row = statement.executeQuery()) {
      var events = new ArrayList<RunEvent>();
      while (row.next()) {
        events.add(
            new RunEvent(
                row.getLong("seq"),
                instant(row, "at").orElseThrow(),
                row.getLong("run"),
                row.getString("task"),
                row.getString("only_on"),
                RunState.valueOf(row.getString("state")),
                row.getLong("life"),
                row.getLong("token"),
                row.getInt("attempt"),
                row.getBoolean("durable"),
                instant(row, "due"),
                instant(row, "last_due"),
                row.getLong("skips")));
      }
      return events;
    }
  }

  private static List<NodeEvent> nodes(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select * from recorded_node order by seq");
        ResultSet row = statement.executeQuery()) {
      var events = new ArrayList<NodeEvent>();
      while (row.next()) {
        events.add(
            new NodeEvent(
                row.getLong("seq"),
                instant(row, "at").orElseThrow(),
                row.getString("node"),
                row.getLong("life"),
                row.getString("state"),
                instant(row, "heard").orElseThrow(),
                row.getBoolean("stopped")));
      }
      return events;
    }
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
