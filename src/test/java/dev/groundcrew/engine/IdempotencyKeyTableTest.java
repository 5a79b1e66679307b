package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.OnEveryDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTableTest extends OnEveryDatabase {
  private static final String HASH = "0".repeat(64);

  private final IdempotencyKey annas = new IdempotencyKey("anna", "one", HASH);

  private static void insert(IdempotencyKey key, long run) {
    tables
        .database()
        .transaction(
            sql -> {
              IdempotencyKeyTable.insert(sql, key, run);
              return null;
            });
  }

  private static Optional<IdempotencyKeyTable.Known> find(IdempotencyKey key) {
    return tables.database().transaction(sql -> IdempotencyKeyTable.find(sql, key));
  }

  private static void makeOlder(int hours) {
    tables
        .database()
        .transaction(
            sql ->
                sql.update(
                    "update groundcrew_idempotency_key set created_at = ?",
                    sql.now().minusSeconds(hours * 3_600L)));
  }

  @Test
  void aKeyIsItsCallers() {
    insert(annas, 7);

    assertThat(find(annas)).contains(new IdempotencyKeyTable.Known(HASH, 7));
    assertThat(find(new IdempotencyKey("bert", "one", HASH))).isEmpty();
    assertThat(find(new IdempotencyKey("anna", "two", HASH))).isEmpty();
  }

  @Test
  void twiceTheSameIsADuplicate() {
    insert(annas, 7);

    var second = catchThrowableOfType(DatabaseException.class, () -> insert(annas, 8));

    assertThat(second.duplicateKey()).isTrue();
    assertThat(find(annas).orElseThrow().run()).isEqualTo(7);
  }

  @Test
  void afterADayAKeyMayBeUsedAgainAndIsForgotten() {
    insert(annas, 7);
    makeOlder(23);
    assertThat(find(annas)).isPresent();

    makeOlder(25);
    assertThat(find(annas)).isEmpty();
    insert(annas, 8);
    assertThat(find(annas).orElseThrow().run()).isEqualTo(8);

    makeOlder(25);
    int forgotten = tables.database().transaction(IdempotencyKeyTable::tidy);
    assertThat(forgotten).isEqualTo(1);
  }
}
