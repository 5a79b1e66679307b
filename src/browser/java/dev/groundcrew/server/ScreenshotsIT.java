package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of the documentation: {@code mvn verify -Dscreenshots
 * -Dit.test=ScreenshotsIT}.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = ".*")
class ScreenshotsIT {
  private static final Path FOLDER = Path.of("src", "docs", "images");
  private static final int RUNS = 20;

  @Test
  void showsEachPage() throws IOException {
    Files.createDirectories(FOLDER);
    try (TestServer server =
        TestServer.of(TestWar.with("showcase", Showcase.class))
            .with("groundcrew.alerts.on-call.url", "https://hooks.example.org/groundcrew")
            .start()) {
      GroundcrewClient client = server.client();
      fill(client);
      client.runToItsEnd("purge-sessions");
      String exporting = client.run("export-orders");
      await("some history")
          .atMost(Duration.ofMinutes(3))
          .until(() -> client.runs("task=index-catalogue&state=SUCCEEDED").size() >= RUNS);
      String failed = client.runs("task=send-invoices&state=FAILED").get(0).getString("id");
      try (Console console = Console.of(server, "en")) {
        take(console, "", "tasks");
        take(console, "task?name=send-invoices", "task");
        take(console, "runs", "runs");
        take(console, "run?id=" + failed, "run-failed");
        take(console, "timeline?hours=1", "timeline");
        take(console, "nodes", "nodes");
        take(console, "problems", "problems");
        take(console, "make?type=fetch", "make");
        take(console, "schedule?name=purge-sessions", "schedule");
        take(console, "alerts", "alerts");
        take(console, "users", "users");
        take(console, "tokens", "tokens");
        take(console, "audit", "audit");
        take(console, "settings", "settings");
        console.paint(ColorScheme.DARK);
        take(console, "", "tasks-dark");
        take(console, "run?id=" + exporting, "run-dark");
        take(console.resize(Console.NARROW), "", "tasks-narrow");
      }
    }
  }

  /** What people leave behind. */
  private static void fill(GroundcrewClient client) {
    client.post("api/users", "{\"name\": \"night-shift\", \"role\": \"operator\"}");
    client.post("api/users", "{\"name\": \"auditor\", \"role\": \"viewer\"}");
    client.post("api/tokens", "{\"name\": \"pipeline\", \"role\": \"operator\"}");
    client.post("api/tasks/index-catalogue/pause", "{\"reason\": \"the index is rebuilt\"}");
    client.post("api/tasks/index-catalogue/resume");
    client.post("api/tasks", "{\"name\": \"no such type\", \"type\": \"none\"}");
  }

  private static void take(Console console, String page, String name) {
    console.open(page).settle();
    SmallPng.write(console.page().screenshot(), FOLDER.resolve(name + ".png"));
  }
}
