package dev.groundcrew.engine;

import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The name that a caller gives to one request, so that sending it again does nothing twice: the
 * {@code Idempotency-Key} header of the IETF draft of that name. Kept for 24 hours. Immutable.
 *
 * @param caller whose key it is: others may use the same text
 * @param key 1 to 200 visible ASCII characters
 * @param request a hash of what was asked for, SHA-256 in hexadecimal digits
 */
public record IdempotencyKey(String caller, String key, String request) implements Repetition {
  /** The name of the header. */
  public static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 200;

  /**
   * Reads the header.
   *
   * @param caller who sent the request
   * @param request what is asked for, as text that is the same for the same
   * @throws ProblemException 400 if there are several keys or one is no good
   */
  public static Optional<IdempotencyKey> of(HttpHeaders headers, String caller, String request) {
    List<String> given = headers.getRequestHeader(HEADER);
    if (given == null || given.isEmpty()) {
      return Optional.empty();
    }
    String key = given.get(0);
    boolean good =
        given.size() == 1
            && !key.isBlank()
            && key.length() <= LONGEST
            && key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!good) {
      throw ProblemException.badRequest(
          HEADER, "must be one text of 1 to " + LONGEST + " visible ASCII characters");
    }
    return Optional.of(new IdempotencyKey(caller, key, Sha256.hex(request)));
  }

  /**
   * Whether another request is the same.
   *
   * @throws ProblemException 422 if it is not
   */
  void requireSame(String other) {
    if (!request.equals(other)) {
      throw ProblemException.unprocessable(
          HEADER + " " + key + " was sent with another request before: choose a new key");
    }
  }

  /** The run of the same request, if that was sent before and its row is still kept. */
  @Override
  public Optional<Run> earlier(Sql sql) throws SQLException {
    Optional<IdempotencyKeyTable.Known> known = IdempotencyKeyTable.find(sql, this);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    requireSame(known.get().request());
    Optional<Run> run = RunTable.find(sql, known.get().run());
    if (run.isEmpty()) {
      throw ProblemException.conflict(
          "This request made run " + RunId.text(known.get().run()) + ", whose row is gone by now");
    }
    return run;
  }

  @Override
  public void remember(Sql sql, Run run) throws SQLException {
    IdempotencyKeyTable.insert(sql, this, run.id());
  }
}
