package dev.groundcrew.access;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Programs that sign in (rule 7 of the package). Safe for use by several threads. */
final class Tokens {
  /** Makes a secret that has leaked easy to find. */
  static final String PREFIX = "gc_";

  private static final Duration WRITE_USE = Duration.ofMinutes(1);
  private static final Duration NOTICE = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;
  private final Remembered<Token> remembered;

  /** Tokens that are over, and when their use was noticed last. */
  private final Map<String, Instant> noticed = new ConcurrentHashMap<>();

  Tokens(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.remembered = new Remembered<>(clock);
  }

  /**
   * The token of a secret; empty if there is none, or none any more.
   *
   * @throws DatabaseException if the tokens cannot be read
   */
  Optional<Token> check(String secret) {
    String hash = Secret.hash(secret);
    Optional<Token> known = remembered.get(hash, token -> read(hash));
    if (known.isEmpty()) {
      known = read(hash);
      known.ifPresent(found -> remembered.put(hash, found));
    }
    return known.filter(token -> clock.instant().isBefore(token.expiresAt()));
  }

  /**
   * A token that is over and still used, once in a while: a program that goes on with it is not to
   * fill the audit.
   */
  Optional<Token> noticeOver(String secret) {
    String hash = Secret.hash(secret);
    Instant now = clock.instant();
    return database
        .transaction(sql -> TokenTable.ofHash(sql, hash))
        .filter(token -> !now.isBefore(token.expiresAt()))
        .filter(
            token -> {
              Instant before = noticed.put(token.name(), now);
              boolean fresh = before == null || before.isBefore(now.minus(NOTICE));
              if (!fresh) {
                noticed.put(token.name(), before);
              }
              return fresh;
            });
  }

  private Optional<Token> read(String hash) {
    return database.transaction(sql -> use(sql, hash));
  }

  private Optional<Token> use(Sql sql, String hash) throws SQLException {
    Instant now = clock.instant();
    Optional<Token> token =
        TokenTable.ofHash(sql, hash).filter(found -> now.isBefore(found.expiresAt()));
    boolean writtenLately =
        token
            .flatMap(Token::lastUsedAt)
            .filter(used -> used.isAfter(now.minus(WRITE_USE)))
            .isPresent();
    if (token.isPresent() && !writtenLately) {
      TokenTable.touch(sql, token.get().name(), now);
    }
    return token;
  }

  /** Tokens by name. */
  List<Token> list(String after, int limit) {
    return database.transaction(sql -> TokenTable.list(sql, after, limit));
  }

  Optional<Token> find(String name) {
    return database.transaction(sql -> TokenTable.find(sql, name));
  }

  /**
   * Stores a new token.
   *
   * @return its secret, which is nowhere else; empty if the name is taken
   */
  Optional<String> create(Token token) {
    String secret = PREFIX + Secret.random();
    try {
      return database.transaction(
          sql -> {
            TokenTable.insert(sql, token, Secret.hash(secret));
            return Optional.of(secret);
          });
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Ends a token; whether it was still there. */
  boolean revoke(Token token) {
    boolean gone =
        database.transaction(sql -> TokenTable.delete(sql, token.name(), token.createdAt()));
    remembered.forget(known -> known.name().equals(token.name()));
    return gone;
  }
}
