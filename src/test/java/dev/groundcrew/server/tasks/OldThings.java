package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** A table that is no business of Groundcrew's, with 25 old rows and a young one. */
@ApplicationScoped
class OldThings {
  @BackgroundTask(name = "makes-old-things")
  void make() throws SQLException, NamingException {
    DataSource dataSource = InitialContext.doLookup("java:comp/DefaultDataSource");
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists old_things");
      statement.execute("create table old_things (made_at timestamp)");
      for (int day = 1; day <= 25; day++) {
        statement.execute(
            "insert into old_things values (timestamp '2020-01-%02d 00:00:00')".formatted(day));
      }
      statement.execute("insert into old_things values (current_timestamp)");
    }
  }
}
