package dev.groundcrew.engine;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.ProblemMapper;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.time.Duration;

/** A database that cannot be reached is a 503, not a failure of the server's. */
public class DatabaseAwayMapper implements ExceptionMapper<DatabaseException> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  @Override
  public Response toResponse(DatabaseException thrown) {
    return new ProblemMapper()
        .toResponse(
            thrown.unavailable()
                ? ProblemException.unavailable(
                    "The database is away; see /api/health/ready", RETRY_AFTER)
                : thrown);
  }
}
