package dev.groundcrew.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of Payara Server's admin console, with our scripts applied: {@code mvn verify
 * -Dserver=payara6 -Dscreenshots -Dit.test=AdminConsolePicturesIT}.
 */
@Tag("any-server")
@EnabledIfSystemProperty(named = "screenshots", matches = ".*")
class AdminConsolePicturesIT {
  private static final Path FOLDER = Path.of("src", "docs", "images");

  private static final int HEIGHT = 1_500;
  private static final String EXECUTOR =
      "/concurrent/managedExecutorServiceEdit.jsf?name=concurrent%2Fgroundcrew-pooled";
  private static final String POOL = "/jdbc/jdbcConnectionPoolEdit.jsf?name=groundcrew";
  private static final String OF_THE_SERVER = "/common/monitor/serverInstMonitoringServerPage.jsf";
  private static final String OF_RESOURCES =
      "/common/monitor/serverInstMonitoringResourcesPage.jsf";

  /** The console is loaded at its first use. */
  private static final double LONGEST_LOAD_MILLIS = 180_000;

  @Test
  void showsWhatTheScriptsHaveMade() throws IOException, SQLException {
    assumeTrue(ServerUnderTest.chosen() == ServerUnderTest.PAYARA_6, "the pictures are of it");
    Files.createDirectories(FOLDER);
    try (TestServer server =
            TestServer.of(TestWar.withTestTasks())
                .withPoolOfTheServer(ServersPool.onNewDatabase())
                .start();
        BrowserContext context =
            SharedBrowser.get()
                .newContext(
                    new NewContextOptions().setLocale("en").setViewportSize(1_280, HEIGHT))) {
      server.client().runToItsEnd("looks-around-pooled");
      Page page = context.newPage();
      page.setDefaultTimeout(LONGEST_LOAD_MILLIS);
      page.setDefaultNavigationTimeout(LONGEST_LOAD_MILLIS);
      String console = "http://127.0.0.1:" + Domain.of(server).adminPort();
      page.navigate(console);
      page.waitForFunction("() => document.title.includes('Common Tasks')");
      take(page, console + EXECUTOR, "Maximum Pool Size", "executor");
      take(page, console + POOL, "Maximum Pool Size", "pool");
      take(page, console + OF_THE_SERVER, "TotalStartedThreadCount", "monitoring-server");
      take(page, console + OF_RESOURCES, "NumConnUsed", "monitoring-resources");
    }
  }

  /** A picture with a text on it. */
  private static void take(Page page, String address, String text, String name) {
    page.navigate(address);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    var unused =
        page.getByText(text).first().evaluate("text => text.scrollIntoView({block: 'nearest'})");
    SmallPng.write(page.screenshot(), FOLDER.resolve("payara-" + name + ".png"));
  }
}
