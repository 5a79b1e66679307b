package dev.groundcrew.server.shop;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The shop's tables, made by its own migrations. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class Books {
  @Resource(lookup = "java:comp/DefaultDataSource")
  DataSource dataSource;

  @PostConstruct
  void migrate() {
    Flyway.configure(Books.class.getClassLoader()).dataSource(dataSource).load().migrate();
  }

  /** Names of tables and the shop's migrations. */
  public String told() {
    var told = new StringJoiner(" ");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      add(
          statement,
          "select lower(table_name) from information_schema.tables"
              + " where lower(table_schema) = 'public' order by 1",
          told);
      add(
          statement,
          "select \"script\" from \"flyway_schema_history\" where \"version\" is not null",
          told);
      add(statement, "select task_name from scheduled_tasks", told);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return told.toString();
  }

  private static void add(Statement statement, String query, StringJoiner told)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        told.add(rows.getString(1));
      }
    }
  }
}
