package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What people did in the console is still there after a restart. Two starts of a server of its own;
 * {@link RestartIT} holds the same over REST in every build.
 */
@Tag("full")
class ConsoleRestartIT {
  private static final String WHY = "the rates are <b>wrong</b>";

  @Test
  void aPauseWithItsReasonIsSeenAfterARestart() {
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks()).withExecutorsOfTheWar().start()) {
      try (Console console = Console.of(server, "en").open("task?name=beats-async")) {
        Page page = console.page();
        button(page, "Pause").click();
        page.getByLabel("Why").fill(WHY);
        page.locator("dialog button.main").click();
        thePauseIsSeen(page);
      }
      server.sigterm();
      int ignored = server.awaitExit(Duration.ofMinutes(1));
      server.start();
      try (Console console = Console.of(server, "en").open("task?name=beats-async")) {
        Page page = console.page();
        thePauseIsSeen(page);
        console.open("?q=state:paused");
        assertThat(page.locator("tbody")).containsText("beats-async");
        console.open("task?name=beats-async");
        button(page, "Resume").click();
        assertThat(page.locator(".warning")).hasCount(0);
      }
    }
  }

  private static void thePauseIsSeen(Page page) {
    assertThat(page.locator(".title .state")).hasText("Paused");
    assertThat(page.locator(".warning")).containsText("Paused by admin");
    assertThat(page.locator(".warning")).containsText(WHY);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }
}
