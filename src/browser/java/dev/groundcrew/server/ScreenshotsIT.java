package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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
  void showsEachPage() {
    try (TestServer server = TestServer.of(TestWar.with("showcase", Showcase.class)).start()) {
      GroundcrewClient client = server.client();
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
        take(console, "problems", "problems");
        console.paint(ColorScheme.DARK);
        take(console, "", "tasks-dark");
        take(console, "run?id=" + exporting, "run-dark");
        take(console.resize(Console.NARROW), "", "tasks-narrow");
      }
    }
  }

  private static void take(Console console, String page, String name) {
    console.open(page).settle();
    console.page().screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }
}
