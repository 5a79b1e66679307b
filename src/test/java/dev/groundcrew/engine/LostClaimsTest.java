package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.run.Claim;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostClaimsTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private final Set<Long> memory = new HashSet<>();
  private Membership membership;
  private LostClaims lost;

  @BeforeEach
  void join() {
    membership = new Membership("a");
    membership.begin(tables.database().transaction(membership::join));
    lost = new LostClaims(membership, tables.database(), memory::contains);
  }

  private Run held(long id) {
    return Run.queued(id, "work", Origin.manual("anna"), "", NOW)
        .claimed("a", new Claim(membership.life(), 1));
  }

  private static void insert(Run... runs) {
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, List.of(runs));
              return null;
            });
  }

  private static Run find(long id) {
    return tables.database().transaction(sql -> RunTable.find(sql, id)).orElseThrow();
  }

  @Test
  void whatMemoryDoesNotKnowAtTwoLooksGoesBackToTheQueue() {
    insert(held(1));

    assertThat(lost.look()).isZero();
    assertThat(lost.look()).isEqualTo(1);

    assertThat(find(1).claim().life()).isZero();
    assertThat(find(1).node()).isEmpty();
    assertThat(find(1).claim().token()).as("its late start is refused").isGreaterThan(1);
  }

  @Test
  void whatComesIntoMemoryOrHasBegunMeanwhileStays() {
    insert(held(1), held(2));
    lost.look();
    memory.add(1L);
    tables.execute("update groundcrew_run set state = 'RUNNING' where id = 2");

    assertThat(lost.look()).isZero();

    assertThat(find(1)).isEqualTo(held(1));
    assertThat(find(2).claim().life()).isEqualTo(membership.life());
  }
}
