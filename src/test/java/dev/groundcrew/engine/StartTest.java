package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.access.SlowAdministrator;
import dev.groundcrew.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a start waits for. */
@Tag("database")
class StartTest {
  private final TestDatabase tables = TestDatabase.Kind.H2.migrated();

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void tasksDoNotWaitForSomebodyWhoCanSignInButTheNodeIsNotReadyBefore() {
    var administrator = new SlowAdministrator();
    var begun = new CountDownLatch(1);
    Task task =
        TestTasks.task(
            "first",
            Map.of("at-startup", "true"),
            context -> {
              begun.countDown();
              return null;
            });
    try (var engine =
        new TestEngine(tables.url(), "n", 4, Duration.ofSeconds(1), List.of(task), administrator)) {
      engine.start();

      await().until(() -> begun.getCount() == 0);
      assertThat(engine.unready()).contains("the start looks for somebody who can sign in");

      administrator.arrive();
      await().until(() -> engine.unready().isEmpty());
    }
  }
}
