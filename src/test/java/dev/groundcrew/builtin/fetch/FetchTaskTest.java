package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Site;
import dev.groundcrew.builtin.http.WatchedContext;
import dev.groundcrew.database.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is stored, what is asked for, and what is said. */
@Tag("database")
class FetchTaskTest {
  private static TestDatabase memory;
  private Site site;
  private Workbench bench;

  @BeforeAll
  static void migrate() {
    memory = TestDatabase.Kind.H2.migrated();
  }

  @AfterAll
  static void drop() {
    memory.close();
  }

  @BeforeEach
  void open() throws IOException {
    memory.away(false);
    memory.database().transaction(sql -> sql.update("delete from groundcrew_fetch"));
    site = new Site();
    bench = new Workbench(memory.database());
  }

  @AfterEach
  void close() {
    bench.close();
    site.close();
  }

  private static String body(FetchTask task) {
    return new String(task.newest().orElseThrow().body(), StandardCharsets.UTF_8);
  }

  private static long rows() {
    return memory
        .database()
        .transaction(
            sql ->
                sql.first("select count(*) as n from groundcrew_fetch", row -> row.number("n"))
                    .orElseThrow());
  }

  @Test
  void aFirstAnswerIsAChange() {
    site.answers(200, "a".repeat(12_345), Map.of("Content-Type", "text/csv; charset=utf-8"));
    FetchTask task = bench.task("rates", site.url("/"), "accept", "text/csv");

    assertThat(task.newest()).isEmpty();
    assertThat(Workbench.run(task).message()).isEqualTo("200, 12,345 bytes, changed");

    assertThat(task.newest())
        .hasValueSatisfying(
            data -> {
              assertThat(data.contentType()).isEqualTo("text/csv; charset=utf-8");
              assertThat(data.modified()).isEqualTo(bench.now());
              assertThat(data.etag()).hasSize(64);
            });
    assertThat(site.requests().get(0).getFirst("Accept")).isEqualTo("text/csv");
    assertThat(site.requests().get(0)).doesNotContainKeys("If-none-match", "If-modified-since");
  }

  @Test
  void theNextRequestIsConditional() {
    String time = "Sun, 01 Mar 2026 10:00:00 GMT";
    site.answers(200, "a", Map.of("ETag", "\"v1\"", "Last-Modified", time));
    FetchTask task = bench.task("rates", site.url("/"));
    Workbench.run(task);
    site.answers(304, "", Map.of());
    bench.pass(Duration.ofSeconds(15));

    assertThat(Workbench.run(task).message())
        .isEqualTo("304, unchanged since 2026-03-01T12:00:00Z");
    assertThat(site.requests().get(1).getFirst("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(site.requests().get(1).getFirst("If-Modified-Since")).isEqualTo(time);
    assertThat(body(task)).isEqualTo("a");
  }

  @Test
  void aNotModifiedThatNobodyAskedForFails() {
    site.answers(304, "", Map.of());
    Workbench.assertFails(bench.task("rates", site.url("/"))).hasMessageContaining("status 304");
  }

  @Test
  void theSameBytesAgainAreNoVersion() {
    site.answers(200, "same", Map.of());
    FetchTask task = bench.task("rates", site.url("/"));
    Workbench.run(task);
    bench.pass(Duration.ofMinutes(1));

    assertThat(Workbench.run(task).message())
        .isEqualTo("200, 4 bytes, unchanged since 2026-03-01T12:00:00Z");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void onlyTheNewestVersionsAreKept() {
    FetchTask task = bench.task("rates", site.url("/"), "keep", "2");
    // Faster than the clock goes on: versions of one instant must not collide.
    for (String body : new String[] {"a", "b", "c", "d"}) {
      site.answers(200, body, Map.of());
      Workbench.run(task);
    }
    assertThat(body(task)).isEqualTo("d");
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aRestartLoadsTheNewestVersion() {
    site.answers(200, "kept", Map.of("ETag", "\"v1\""));
    Workbench.run(bench.task("rates", site.url("/")));
    site.answers(304, "", Map.of());

    FetchTask restarted = bench.task("rates", site.url("/"));
    assertThat(Workbench.run(restarted).message()).startsWith("304, unchanged since");
    assertThat(body(restarted)).isEqualTo("kept");
  }

  @Test
  void askingForTheNewestVersionLoadsItToo() {
    site.answers(200, "kept", Map.of());
    Workbench.run(bench.task("rates", site.url("/")));

    FetchTask restarted = bench.task("rates", site.url("/"));
    await().until(() -> restarted.newest().isPresent());
    assertThat(body(restarted)).isEqualTo("kept");
  }

  @Test
  void anotherUrlStartsAnew() {
    site.answers(200, "kept", Map.of("ETag", "\"v1\""));
    Workbench.run(bench.task("rates", site.url("/old")));
    Workbench.run(bench.task("rates", site.url("/new")));

    assertThat(site.requests().get(1)).doesNotContainKey("If-none-match");
  }

  @Test
  void withTheDatabaseAwayFetchingGoesOn() {
    memory.away(true);
    site.answers(200, "in memory", Map.of());
    FetchTask task = bench.task("rates", site.url("/"));

    WatchedContext context = Workbench.run(task);
    assertThat(context.message()).endsWith("changed");
    assertThat(context.logLines()).anyMatch(line -> line.contains("goes on in memory"));
    assertThat(body(task)).isEqualTo("in memory");

    memory.away(false);
    WatchedContext back = Workbench.run(task);
    assertThat(back.logLines()).isEmpty();
    assertThat(back.message()).contains("unchanged");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void anotherStatusFailsTheAttempt() {
    site.answers(500, "broken", Map.of());
    Workbench.assertFails(bench.task("rates", site.url("/x")))
        .isInstanceOf(OutboundException.class)
        .hasMessage(site.url("/x") + " answered with status 500");
  }
}
