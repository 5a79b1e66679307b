package dev.groundcrew.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * A filled database of a schema that people have. Whoever releases a schema adds one here, and
 * changes none that stands here.
 */
enum ReleasedSchema {
  V5,
  V86;

  /** Its tables, but for the history of migrations; each has rows. */
  List<String> tables() {
    return switch (this) {
      case V5 ->
          List.of(
              "groundcrew_run",
              "groundcrew_run_log",
              "groundcrew_user",
              "groundcrew_fetch",
              "groundcrew_monitor_minute",
              "groundcrew_node");
      case V86 ->
          List.of(
              "groundcrew_run",
              "groundcrew_run_log",
              "groundcrew_attempt",
              "groundcrew_user",
              "groundcrew_session",
              "groundcrew_token",
              "groundcrew_audit",
              "groundcrew_fetch",
              "groundcrew_monitor_minute",
              "groundcrew_node",
              "groundcrew_task",
              "groundcrew_signal",
              "groundcrew_task_change",
              "groundcrew_alert_rules",
              "groundcrew_alert_outbox",
              "groundcrew_idempotency_key");
    };
  }

  /** Its number, as Flyway writes it. */
  String version() {
    return name().substring(1);
  }

  /** Makes it in a database that has no tables yet. */
  void fill(Database database) {
    run(database, statement -> true);
  }

  /** Writes its rows once more, as its code does: it names the columns that it knows. */
  void writeAgain(Database database) {
    run(database, statement -> statement.startsWith("insert into groundcrew_"));
  }

  private void run(Database database, Predicate<String> wanted) {
    database.transaction(
        sql -> {
          for (String statement : script(sql.dialect()).split(";\n", -1)) {
            if (!statement.isBlank() && wanted.test(statement.strip())) {
              sql.update(statement);
            }
          }
          return null;
        });
  }

  private String script(Dialect dialect) {
    try (InputStream in =
        ReleasedSchema.class.getResourceAsStream("released-" + version() + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${blob}", dialect.blob())
          .replace("${h2}", dialect.lineOf(Dialect.H2))
          .replace("${postgresql}", dialect.lineOf(Dialect.POSTGRESQL))
          .replaceAll("(?m)^--.*\n", "")
          .replace("${body}", dialect == Dialect.H2 ? "X'626f6479'" : "'\\x626f6479'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
