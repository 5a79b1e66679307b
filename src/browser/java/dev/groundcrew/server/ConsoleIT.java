package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.Route.ResumeOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do with the console. */
class ConsoleIT {
  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aFailureIsFoundAndReadAndRunAgain() {
    String failed = SharedServer.client().runToItsEnd("hostile").getString("id");
    try (Console console = Console.in("en").open("")) {
      Page page = console.page();
      page.keyboard().press("g");
      page.keyboard().press("r");
      assertThat(page.locator("main h1")).hasText("Runs");
      page.keyboard().press("/");
      page.keyboard().type("task:hostile state:failed since:24h");
      page.keyboard().press("Enter");
      assertThat(page).hasURL(Pattern.compile("q=task%3Ahostile"));
      link(page, failed).click();

      assertThat(page.locator("main h1")).hasText("hostile");
      assertThat(page.locator(".title .state").first()).hasText("Failed");
      assertThat(page.locator(".log")).containsText("<b onclick=alert(5)>bold</b>");
      assertThat(page.locator("pre").first()).containsText("IllegalStateException: <iframe");

      button(page, "Retry").click();
      link(page, "See the run").click();
      assertThat(page.locator(".facts")).containsText("admin");
      link(page, failed).waitFor();
      assertThat(page.locator(".title .state").first()).hasText("Failed");
      page.goBack();
      page.goBack();
      assertThat(page.locator("tbody tr")).not().hasCount(1);
    }
  }

  @Test
  void aRunIsCancelledOnlyOnceSomebodyIsSure() {
    String run = SharedServer.client().run("finishes-when-told");
    SharedServer.client().awaitState(run, "RUNNING");
    try (Console console = Console.in("en").open("run?id=" + run)) {
      Page page = console.page();
      button(page, "Cancel run").click();
      button(page, "Not now").click();
      assertThat(SharedServer.client().runOf(run).getString("state")).isEqualTo("RUNNING");
      button(page, "Cancel run").click();
      page.locator("dialog button.danger").click();
      assertThat(page.locator(".title .state").first())
          .hasText(Pattern.compile("Cancelled|Succeeded"));
    }
  }

  @Test
  void aPersonSignsInWhereTheyWantedToGoAndOutAgain() {
    try (Console console = Console.anonymous().expectRefusals()) {
      Page page = console.page();
      console.open("runs?q=task%3Ahostile");
      assertThat(page.locator("h1")).hasText("Sign in");
      page.getByLabel("Name").fill("admin");
      page.getByLabel("Password").fill("not this one");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.ALERT)).hasText("The name or the password is wrong.");
      page.getByLabel("Password").fill(TestServer.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("main h1")).hasText("Runs");
      assertThat(page).hasURL(Pattern.compile("runs\\?q=task%3Ahostile$"));
      assertThat(page.locator(".who")).hasText("admin");

      button(page, "Sign out").click();
      assertThat(page.locator("h1")).hasText("Sign in");
      console.open("");
      assertThat(page.locator("h1")).hasText("Sign in");
    }
  }

  @Test
  void aTaskIsPausedWithAReasonAndGoesOn() {
    try (Console console = Console.in("en").open("task?name=talks")) {
      Page page = console.page();
      button(page, "Pause").click();
      page.getByLabel("Why").fill("<b>the printer</b> burns");
      page.locator("dialog button.main").click();
      assertThat(page.locator(".warning")).containsText("Paused by admin");
      assertThat(page.locator(".warning")).containsText("<b>the printer</b> burns");
      assertThat(page.locator(".title .state")).hasText("Paused");
      button(page, "Resume").click();
      assertThat(page.locator(".warning")).hasCount(0);
    } finally {
      SharedServer.client().post("api/tasks/talks/resume");
    }
  }

  @Test
  void aNodeIsDrainedAndTakesRunsAgain() {
    try (Console console = Console.in("en").open("nodes")) {
      Page page = console.page();
      button(page, "Drain").click();
      page.locator("dialog button.danger").click();
      assertThat(page.locator("tbody .state").first()).hasText("Draining");
      button(page, "Resume").click();
      assertThat(page.locator("tbody .state").first()).hasText("Active");
    } finally {
      SharedServer.client().post("api/nodes/node-1/resume");
    }
  }

  @Test
  void everythingIsHeldAndReleased() {
    try (Console console = Console.in("en").open("nodes")) {
      Page page = console.page();
      button(page, "Hold every schedule").click();
      page.locator("dialog button.main").click();
      assertThat(page.locator(".banner")).containsText("Every schedule is held.");
      button(page, "Release").click();
      assertThat(page.locator(".banner")).hasCount(0);
    } finally {
      var client = SharedServer.client();
      client.send(client.request("api/hold").DELETE());
    }
  }

  @Test
  void whatAHostileTaskSaysIsText() {
    try (Console console = Console.in("en").open("task?name=hostile")) {
      Page page = console.page();
      assertThat(page.locator(".lead")).hasText("<img src=x onerror=alert(1)>");
      assertThat(page.locator(".facts")).containsText("javascript:alert(4)");
      assertThat(page.locator("a[href^='javascript']")).hasCount(0);
      assertThat(page.locator("main img, main iframe, main script")).hasCount(0);
    }
  }

  @Test
  void rowsStayUntilTheNewOnesAreAskedFor() {
    SharedServer.client().runToItsEnd("talks");
    try (Console console = Console.in("en").open("runs?q=task:talks")) {
      Page page = console.page();
      assertThat(page.locator("tbody tr").first()).isVisible();
      String first = page.locator("tbody a.row-link").first().textContent();
      String fresh = SharedServer.client().runToItsEnd("talks").getString("id");
      button(page, "1 new run – show").waitFor();
      assertThat(page.locator("tbody a.row-link").first()).hasText(first);
      page.locator("button.fresh").click();
      assertThat(page.locator("tbody a.row-link").first()).hasText(fresh);
    }
  }

  @ParameterizedTest
  @CsvSource({"en, Tasks, Ready", "de, Aufgaben, Bereit", "zh, 任务, 就绪"})
  void speaksTheLanguageOfTheBrowser(String language, String heading, String ready) {
    try (Console console = Console.in(language).open("")) {
      assertThat(console.page().locator("main h1")).hasText(heading);
      assertThat(console.page().locator("tbody").getByText(ready).first()).isVisible();
      assertThat(console.page().locator("html")).hasAttribute("lang", language);
      console.resize(Console.NARROW).isStillAccessible(language);
    }
  }

  @Test
  void worksUnderAnyPrefix() {
    String server = SharedServer.get().baseUri().toString();
    String prefix = server + "behind/a/proxy/";
    try (Console console = Console.at(prefix, "en")) {
      console
          .page()
          .route(
              prefix + "**",
              route ->
                  route.resume(
                      new ResumeOptions().setUrl(route.request().url().replace(prefix, server))));
      console.open("");
      link(console.page(), "Runs").click();
      assertThat(console.page().locator("tbody tr").first()).isVisible();
      assertThat(console.page()).hasURL(prefix + "runs");
    }
  }

  @Test
  void saysSinceWhenTheServerIsSilent() {
    try (Console console = Console.in("en").open("")) {
      Page page = console.page();
      assertThat(page.locator("tbody tr").first()).isVisible();
      // Not aborted: the browser itself would complain of that.
      page.route("**/api/**", route -> {});
      page.route(
          "**/api/summary",
          route ->
              route.fulfill(
                  new FulfillOptions()
                      .setStatus(200)
                      .setContentType("application/json")
                      .setBody("not JSON")));
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("has not answered since");
      assertThat(page.locator("tbody tr").first()).isVisible();
    }
  }

  @Test
  void pollsWhereTheStreamIsRefused() {
    try (Console console = Console.in("en")) {
      Page page = console.page();
      page.route("**/api/events", route -> route.fulfill(new FulfillOptions().setStatus(204)));
      String run = SharedServer.client().run("finishes-when-told");
      SharedServer.client().awaitState(run, "RUNNING");
      console.open("run?id=" + run);
      assertThat(page.locator(".title .state").first()).hasText("Running");
      assertThat(SharedServer.client().cancel(run).status()).isEqualTo(202);
      assertThat(page.locator(".title .state").first())
          .hasText(Pattern.compile("Cancelled|Succeeded"));
    }
  }

  @Test
  void readsSearchesAndTimesAsPeopleWriteThem() {
    try (Console console = Console.in("en").open("problems")) {
      Object parsed =
          console.evaluate(
              """
              const { parse } = await import('./app/runs/search.js');
              const { parameters, unknown } = parse('state:failed since:24h state:nothing x', 86400000);
              return [...parameters.map((pair) => pair.join('=')), ...unknown];
              """);
      assertThat(parsed)
          .isEqualTo(
              List.of("state=FAILED", "since=1970-01-01T00:00:00.000Z", "state:nothing", "x"));
      Object times =
          console.evaluate(
              """
              const { millis, duration } = await import('./app/words/times.js');
              return ['PT0.25S', 'PT1H2M3.5S', 'P2DT1S', 'PT-1S', null].map(millis)
                .concat([0.2, 250, 1500, 61000, 7200000, 200000000].map(duration));
              """);
      assertThat(((List<?>) times).stream().map(String::valueOf))
          .containsExactly(
              "250",
              "3723500",
              "172801000",
              "-1000",
              "null",
              "<1 ms",
              "250 ms",
              "1.5 s",
              "1 min 1 s",
              "2 h 0 min",
              "2 d 7 h");
    }
  }
}
