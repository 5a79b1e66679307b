package dev.groundcrew.access;

import dev.groundcrew.access.SessionTable.Session;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** People who stay signed in (rule 6 of the package). Safe for use by several threads. */
final class Sessions {
  /** A use is written if the one before was this share of the idle time ago. */
  private static final int WRITES_PER_IDLE_TIME = 10;

  private final Database database;
  private final InstantSource clock;
  private final Duration idle;
  private final Duration longest;
  private final Remembered<User> remembered;

  /**
   * @param idle a session ends when it was not used for so long
   * @param longest a session ends so long after its sign-in
   */
  Sessions(Database database, InstantSource clock, Duration idle, Duration longest) {
    this.database = database;
    this.clock = clock;
    this.idle = idle;
    this.longest = longest;
    this.remembered = new Remembered<>(clock);
  }

  /**
   * Begins a session and forgets those that are over.
   *
   * @return its secret, which is nowhere else
   */
  String begin(User user) {
    String secret = Secret.random();
    Instant now = clock.instant();
    database.transaction(
        sql -> {
          SessionTable.deleteOld(sql, now.minus(longest), now.minus(idle));
          SessionTable.insert(sql, Secret.hash(secret), user.name(), now);
          return null;
        });
    return secret;
  }

  /**
   * The user of a session; empty if there is none, or none any more.
   *
   * @throws DatabaseException if the sessions cannot be read
   */
  Optional<User> check(String secret) {
    String hash = Secret.hash(secret);
    Optional<User> known = remembered.get(hash, user -> read(hash));
    if (known.isPresent()) {
      return known;
    }
    Optional<User> user = read(hash);
    user.ifPresent(found -> remembered.put(hash, found));
    return user;
  }

  private Optional<User> read(String hash) {
    return database.transaction(sql -> use(sql, hash)).map(Session::user);
  }

  private Optional<Session> use(Sql sql, String hash) throws SQLException {
    Instant now = clock.instant();
    Optional<Session> session =
        SessionTable.find(sql, hash)
            .filter(found -> now.isBefore(found.createdAt().plus(longest)))
            .filter(found -> now.isBefore(found.lastUsedAt().plus(idle)));
    Instant writtenLongAgo = now.minus(idle.dividedBy(WRITES_PER_IDLE_TIME));
    if (session.isPresent() && !session.get().lastUsedAt().isAfter(writtenLongAgo)) {
      SessionTable.touch(sql, hash, now);
    }
    return session;
  }

  /** Ends a session, if there is such a one. */
  void end(String secret) {
    String hash = Secret.hash(secret);
    database.transaction(
        sql -> {
          SessionTable.delete(sql, hash);
          return null;
        });
    remembered.forget(hash);
  }

  /** Forgets a user whose sessions have been changed in the database. */
  void forget(String user) {
    remembered.forget(known -> known.name().equals(user));
  }
}
