package dev.groundcrew.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.task.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTableTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Instant FAR = Instant.parse("2126-11-24T03:00:00Z");
  private static final Wish WISH =
      new Wish(List.of(Mode.POOLED, Mode.ASYNC), 5, 2, 3, Duration.ofMinutes(1), Optional.empty());
  private static final List<Figures> FIGURES =
      List.of(
          new Figures(
              Way.NONE,
              0,
              0,
              1,
              0,
              0,
              Optional.empty(),
              Optional.of(7L),
              0,
              0,
              0,
              0,
              Optional.empty(),
              Optional.empty(),
              Optional.of(1L),
              Optional.of(2L)),
          new Figures(
              Way.POOLED,
              15,
              1,
              2,
              3,
              4,
              Optional.of(5L),
              Optional.of(6L),
              7,
              1.5,
              2,
              9,
              Optional.of(10L),
              Optional.of(11L),
              Optional.of(12L),
              Optional.of(13L)));

  private static void insert(long id, String task, Instant overdue) {
    Comparison begun = Comparison.begun(id, task, "n", "anna", WISH, NOW);
    tables
        .database()
        .transaction(
            sql -> {
              ComparisonTable.insert(sql, begun, overdue);
              return null;
            });
  }

  private static Comparison find(long id) {
    return tables.database().transaction(sql -> ComparisonTable.find(sql, id)).orElseThrow();
  }

  private static void end(long id) {
    tables
        .database()
        .transaction(
            sql -> {
              ComparisonTable.ended(sql, id, Trial.Ending.DONE, FIGURES);
              return null;
            });
  }

  private static List<Long> list(Optional<String> task) {
    return tables
        .database()
        .transaction(sql -> ComparisonTable.list(sql, task, Long.MAX_VALUE, 100))
        .stream()
        .map(Comparison::id)
        .toList();
  }

  @Test
  void givesBackWhatWasSeen() {
    insert(1, "one", FAR);
    assertThat(find(1)).isEqualTo(Comparison.begun(1, "one", "n", "anna", WISH, NOW));
    end(1);

    assertThat(find(1).state()).isEqualTo(Comparison.State.DONE);
    assertThat(find(1).figures()).isEqualTo(FIGURES);
    assertThat(find(1).endedAt()).isPresent();
  }

  @Test
  void ofEachTaskTheNewestStay() {
    for (int id = 1; id <= 25; id++) {
      insert(id, "one", FAR);
      end(id);
    }
    insert(26, "two", FAR);

    assertThat(list(Optional.of("one"))).hasSize(20).startsWith(25L).endsWith(6L);
    assertThat(list(Optional.empty())).hasSize(21).startsWith(26L);
  }

  @Test
  void aCancelIsForOneThatGoesOn() {
    insert(1, "one", FAR);

    assertThat(cancel(1)).isTrue();
    assertThat(cancelledBy(1)).contains("bert");
    end(1);
    assertThat(cancel(1)).isFalse();
  }

  private static Optional<String> cancelledBy(long id) {
    return tables.database().transaction(sql -> ComparisonTable.cancelledBy(sql, id));
  }

  private static boolean cancel(long id) {
    return tables.database().transaction(sql -> ComparisonTable.cancel(sql, id, "bert"));
  }

  @Test
  void whatItsNodeDoesNotEndIsSettledOnceItIsOverdue() {
    insert(1, "one", NOW);
    insert(2, "one", FAR);
    tables
        .database()
        .transaction(
            sql -> {
              ComparisonTable.abandonOverdue(sql);
              return null;
            });

    assertThat(find(1).state()).isEqualTo(Comparison.State.ABANDONED);
    assertThat(find(2).state()).isEqualTo(Comparison.State.RUNNING);
  }
}
