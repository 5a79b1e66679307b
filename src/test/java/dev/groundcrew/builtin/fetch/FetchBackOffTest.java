package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.builtin.http.Site;
import dev.groundcrew.database.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a task does after 429 and 503. */
@Tag("database")
class FetchBackOffTest {
  @Test
  void aTaskWaitsAsTheServerAsked() throws IOException {
    try (var memory = TestDatabase.Kind.H2.migrated();
        var site = new Site();
        var bench = new Workbench(memory.database())) {
      FetchTask task = bench.task("t", site.url("/"));
      site.answers(429, "slow down", Map.of("Retry-After", "30"));
      Workbench.assertFails(task).hasMessageContaining("status 429");
      site.answers(200, "a", Map.of());

      bench.pass(Duration.ofSeconds(29));
      assertThat(Workbench.run(task).message())
          .isEqualTo("waiting until 2026-03-01T12:00:30Z as the server asked");
      assertThat(site.requests()).hasSize(1);

      bench.pass(Duration.ofSeconds(1));
      assertThat(Workbench.run(task).message()).isEqualTo("200, 1 bytes, changed");
    }
  }
}
