package dev.groundcrew.access;

import dev.groundcrew.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Users who have proved who they are, by what they proved it with (rule 4 of the package). Safe for
 * use by several threads.
 */
final class Remembered {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration READ_AGAIN = Duration.ofSeconds(10);
  private static final int MOST = 1_000;

  private final InstantSource clock;

  // Guarded by itself.
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  /** A user as stored when last looked at, until when that counts, and when to look again. */
  private record Known(User user, Instant until, Instant readAgain) {
    Known lookedAt(User now, Instant time) {
      return new Known(now, until, time.plus(READ_AGAIN));
    }
  }

  Remembered(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whom a proof belongs to, if that is remembered and still stands.
   *
   * @param again reads the user once more; empty if the proof is worth nothing any more
   */
  Optional<User> get(String proof, Function<User, Optional<User>> again) {
    Instant now = clock.instant();
    Known found;
    synchronized (known) {
      found = known.get(proof);
      if (found == null || !now.isBefore(found.until)) {
        return Optional.empty();
      }
      if (now.isBefore(found.readAgain)) {
        return Optional.of(found.user);
      }
      // Others with the same proof go on meanwhile: if the database is away, one of them waits.
      known.put(proof, found.lookedAt(found.user, now));
    }
    return readAgain(proof, found, again);
  }

  private Optional<User> readAgain(
      String proof, Known found, Function<User, Optional<User>> again) {
    try {
      Optional<User> user = again.apply(found.user);
      synchronized (known) {
        known.computeIfPresent(
            proof,
            (key, value) ->
                user.map(stored -> value.lookedAt(stored, clock.instant())).orElse(null));
      }
      return user;
    } catch (DatabaseException e) {
      if (e.unavailable()) {
        return Optional.of(found.user);
      }
      throw e;
    }
  }

  void put(String proof, User user) {
    Instant now = clock.instant();
    synchronized (known) {
      known.put(proof, new Known(user, now.plus(LONGEST), now.plus(READ_AGAIN)));
    }
  }

  void forget(String proof) {
    synchronized (known) {
      known.remove(proof);
    }
  }

  /** Forgets a user, whatever the proof. */
  void forgetUser(String name) {
    synchronized (known) {
      known.values().removeIf(entry -> entry.user.name().equals(name));
    }
  }
}
