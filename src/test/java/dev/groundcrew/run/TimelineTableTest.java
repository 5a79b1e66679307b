package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.database.SqlWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTableTest extends OnEveryDatabase {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final long SLICE = 300;

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  private static void insert(Run... runs) {
    sql(
        sql -> {
          RunTable.insert(sql, List.of(runs));
          return null;
        });
  }

  private static Run begun(int second, String task) {
    Instant at = NOON.plusSeconds(second);
    return Run.queued(RunIds.firstAt(at) + 1, task, Origin.schedule(at), "n", at).started("n", at);
  }

  private static Run ended(int second, String task, RunState state, int after) {
    return begun(second, task).ended(state, heldBack(1), NOON.plusSeconds(second + after));
  }

  private static Ending heldBack(int seconds) {
    var figures =
        new Figures(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(seconds).toNanos()));
    return new Ending(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), figures);
  }

  private static List<TimelineTable.Slice> slices(int from, int to) {
    return sql(
        sql -> TimelineTable.slices(sql, NOON.plusSeconds(from), NOON.plusSeconds(to), SLICE));
  }

  private static List<String> underWay(int second) {
    return sql(sql -> TimelineTable.underWay(sql, List.of("a", "b"), NOON.plusSeconds(second)))
        .stream()
        .map(Run::task)
        .toList();
  }

  @Test
  void runsThatBeganInOneSliceAreOne() {
    insert(
        ended(10, "a", RunState.SUCCEEDED, 5),
        ended(20, "a", RunState.FAILED, 400),
        ended(310, "a", RunState.SUCCEEDED, 1),
        begun(30, "b"),
        ended(900, "a", RunState.SUCCEEDED, 1));

    List<TimelineTable.Slice> found = slices(0, 600);
    assertThat(found).extracting(TimelineTable.Slice::task).containsExactly("a", "a", "b");
    TimelineTable.Slice first = found.get(0);
    assertThat(first.number()).isEqualTo(NOON.getEpochSecond() / SLICE);
    assertThat(first.runs()).isEqualTo(2);
    assertThat(first.failed()).isEqualTo(1);
    assertThat(first.from()).isEqualTo(NOON.plusSeconds(10));
    assertThat(first.to()).isEqualTo(NOON.plusSeconds(420));
    assertThat(first.heldBack()).isEqualTo(Duration.ofSeconds(2));
    assertThat(found.get(2).underWay()).isEqualTo(1);
  }

  @Test
  void tellsWhatWasUnderWayAtAnInstant() {
    insert(
        ended(0, "a", RunState.SUCCEEDED, 60), ended(30, "a", RunState.FAILED, 10), begun(50, "b"));

    assertThat(underWay(-1)).isEmpty();
    assertThat(underWay(0)).containsExactly("a");
    assertThat(underWay(35)).containsExactly("a", "a");
    assertThat(underWay(60)).containsExactly("a", "b");
    assertThat(underWay(61)).containsExactly("b");
  }
}
