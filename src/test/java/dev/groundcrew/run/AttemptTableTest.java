package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptTableTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static void insert(PastAttempt... attempts) {
    tables
        .database()
        .transaction(
            sql -> {
              AttemptTable.insert(sql, List.of(attempts));
              return null;
            });
  }

  private static List<PastAttempt> of(long run) {
    return tables.database().transaction(sql -> AttemptTable.of(sql, run));
  }

  private static PastAttempt failed(long run, int attempt) {
    var ending =
        new Ending(
            Optional.empty(),
            Optional.empty(),
            Optional.of("went wrong"),
            Optional.of("stack"),
            Figures.NONE);
    return new PastAttempt(
        run, attempt, "n", 7, RunState.FAILED, Optional.of(NOW), NOW.plusMillis(3), ending);
  }

  private static PastAttempt abandoned(long run, int attempt) {
    return new PastAttempt(
        run,
        attempt,
        "n",
        8,
        RunState.ABANDONED,
        Optional.empty(),
        NOW,
        Ending.because("the node died"));
  }

  @Test
  void givesBackTheAttemptsOfARunInOrder() {
    insert(abandoned(1, 2), failed(2, 1));
    insert(failed(1, 1));
    insert(failed(1, 3));

    assertThat(of(1)).containsExactly(failed(1, 1), abandoned(1, 2), failed(1, 3));
    assertThat(of(2)).containsExactly(failed(2, 1));
  }

  @Test
  void keepsAnAttemptThatIsWrittenAgain() {
    insert(failed(1, 1));
    insert(abandoned(1, 1), failed(1, 2));

    assertThat(of(1)).containsExactly(failed(1, 1), failed(1, 2));
  }
}
