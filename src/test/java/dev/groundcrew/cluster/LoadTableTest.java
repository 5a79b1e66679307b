package dev.groundcrew.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.database.SqlWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadTableTest extends OnEveryDatabase {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  private static NodeLoad load(String node, int second, long requests, int p99, double cpu) {
    return new NodeLoad(
        node,
        NOON.plusSeconds(second),
        requests,
        2,
        requests == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(p99)),
        Optional.of(cpu),
        10,
        100,
        30,
        4,
        Duration.ofMillis(-7));
  }

  private static void insert(NodeLoad... loads) {
    sql(
        sql -> {
          for (NodeLoad load : loads) {
            LoadTable.insert(sql, load);
          }
          return null;
        });
  }

  @Test
  void aSliceIsTheWorstP99AndTheMeanOfTheProcessors() {
    insert(load("a", 0, 10, 20, 0.5), load("b", 15, 5, 80, 0.25), load("a", 60, 0, 0, 0));

    List<LoadTable.Slice> found =
        sql(sql -> LoadTable.slices(sql, NOON, NOON.plusSeconds(120), 60));
    assertThat(found)
        .containsExactly(
            new LoadTable.Slice(
                NOON.getEpochSecond() / 60,
                15,
                Optional.of(Duration.ofMillis(80)),
                Optional.of(0.375)),
            new LoadTable.Slice(
                NOON.getEpochSecond() / 60 + 1, 0, Optional.empty(), Optional.of(0.0)));
  }

  @Test
  void theNewestOfEachNodeIsFoundAndTheOldAreForgotten() {
    NodeLoad newest = load("a", 30, 1, 1, 0.125);
    insert(load("a", 0, 1, 1, 0), newest, load("b", 0, 1, 1, 0));

    List<NodeLoad> found = sql(sql -> LoadTable.newest(sql, NOON.plusSeconds(1)));
    assertThat(found).containsExactly(newest);
    sql(
        sql -> {
          LoadTable.forget(sql, "a", NOON.plusSeconds(30));
          return null;
        });
    List<NodeLoad> left = sql(sql -> LoadTable.newest(sql, NOON));
    assertThat(left).extracting(NodeLoad::node).containsExactlyInAnyOrder("a", "b");
  }
}
