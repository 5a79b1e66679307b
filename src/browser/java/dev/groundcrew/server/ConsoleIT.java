package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.Route.ResumeOptions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
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
  void aTaskIsMadeOfATypeAndItsFirstRunIsSeen() throws IOException {
    var site =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), SharedServer.alertsPort()), 0);
    site.createContext(
        "/rates",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    site.start();
    try (Console console = Console.in("en").open("")) {
      Page page = console.page();
      link(page, "New task").click();
      page.getByLabel("Type").selectOption("fetch");
      page.getByLabel("Name").fill("rates-of-today");
      page.getByLabel("url").fill("http://127.0.0.1:" + SharedServer.alertsPort() + "/rates");
      page.getByLabel("Cron expression").check();
      // The choice and the field that it opens carry the same label.
      assertThat(page.getByLabel("Cron expression")).hasCount(2);
      page.getByLabel("Cron expression").last().fill("0 3 * * MON-FRI");
      page.getByLabel("Time zone").fill("Europe/Berlin");
      assertThat(page.locator(".due li")).hasCount(10);
      assertThat(page.locator(".due li").first()).containsText("03:00");
      button(page, "Create").click();

      assertThat(page.locator("main h1")).hasText("rates-of-today");
      button(page, "Run now").click();
      link(page, "See the run").click();
      assertThat(page.locator(".title .state").first()).hasText("Succeeded");

      link(page, "rates-of-today").click();
      link(page, "Change").click();
      page.getByLabel("Owner").fill("treasury");
      button(page, "Save").click();
      assertThat(page.locator(".facts")).containsText("treasury");
      link(page, "Change").click();
      button(page, "Delete").click();
      page.locator("dialog button.danger").click();
      assertThat(page.locator("main h1")).hasText("Tasks");
      assertThat(SharedServer.client().get("api/tasks/rates-of-today").status()).isEqualTo(404);
    } finally {
      site.stop(0);
    }
  }

  @Test
  void whatTheServerRefusesStandsAtItsField() {
    try (Console console = Console.in("en").expectRefusals().open("make?type=http-call")) {
      Page page = console.page();
      page.getByLabel("Name").fill("refused");
      page.getByLabel("url").fill("ftp://example.org");
      page.getByLabel("Every").last().fill("now and then");
      button(page, "Create").click();
      assertThat(page.getByLabel("url")).hasAttribute("aria-invalid", "true");
      assertThat(page.getByLabel("url")).isFocused();
      assertThat(page.locator("#field-url-fault")).containsText("http or https");
      assertThat(page.locator("#field-every-fault")).containsText("ISO-8601");
      page.getByLabel("Every").last().fill("PT5M");
      assertThat(page.locator("#field-every-fault")).hasCount(0);
      console.isAccessible("a form with faults");
    }
  }

  @Test
  void aUserIsMadeAndThePasswordIsShownOnce() {
    try (Console console = Console.in("en").expectRefusals().open("users")) {
      Page page = console.page();
      button(page, "New user").click();
      page.getByLabel("Name").fill("admin");
      button(page, "Create").click();
      assertThat(page.locator("dialog .faults")).containsText("admin");
      page.getByLabel("Name").fill("mechanic");
      page.getByLabel("Role").selectOption("operator");
      button(page, "Create").click();
      String password = page.locator("dialog input[readonly]").inputValue();
      button(page, "Copy").click();
      button(page, "Close").click();
      assertThat(page.locator("tbody")).containsText("has a one-time password");
      assertThat(page.content()).doesNotContain(password);
      var mechanic = SharedServer.client().as("mechanic", password);
      assertThat(mechanic.get("api/me").json().getBoolean("mustChangePassword")).isTrue();

      var row = page.locator("tbody tr", new LocatorOptions().setHasText("mechanic"));
      row.getByText("Change role").click();
      page.getByLabel("Role").selectOption("viewer");
      page.locator("dialog button.main").click();
      assertThat(row).containsText("Viewer");
      row.getByText("Delete").click();
      page.locator("dialog button.danger").click();
      assertThat(row).hasCount(0);
    }
  }

  @Test
  void aTokenIsMadeAndWhoMadeItStandsInTheAudit() {
    try (Console console = Console.in("en").open("tokens")) {
      Page page = console.page();
      button(page, "New token").click();
      page.getByLabel("Name").fill("pipeline");
      button(page, "Create").click();
      String secret = page.locator("dialog input[readonly]").inputValue();
      button(page, "Close").click();
      assertThat(SharedServer.client().withToken(secret).get("api/me").status()).isEqualTo(200);
      var row = page.locator("tbody tr", new LocatorOptions().setHasText("pipeline"));
      row.getByText("Delete").click();
      page.locator("dialog button.danger").click();
      assertThat(row).hasCount(0);

      var audit = SharedServer.client().get("api/audit?who=admin&target=/api/tokens/pipeline");
      assertThat(audit.items()).hasSize(1);
      link(page, "Audit").click();
      assertThat(page.locator("main h1")).hasText("Audit");
      assertThat(page.locator("tbody")).containsText("DELETE /api/tokens/pipeline");
      // A search overtakes the load before it.
      page.keyboard().press("/");
      page.keyboard().type("target:/api/tokens/pipeline action:delete");
      page.keyboard().press("Enter");
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.locator("tbody")).containsText("DELETE /api/tokens/pipeline");
    }
  }

  /** The first answer comes after that of the search that overtook it. */
  @ParameterizedTest
  @CsvSource({
    "runs, **/api/runs?limit=50, task:hostile, task=hostile, hostile",
    "audit, **/api/audit*, target:/api/tokens/overtaken action:delete, action=DELETE, DELETE"
  })
  void aSearchOvertakesTheLoadBeforeIt(
      String path, String first, String search, String asked, String word) {
    var client = SharedServer.client();
    client.runToItsEnd("hostile");
    client.runToItsEnd("talks");
    client.post("api/tokens", "{\"name\": \"overtaken\", \"role\": \"viewer\"}");
    var tag = client.get("api/tokens/overtaken").header("ETag");
    client.send(client.request("api/tokens/overtaken").header("If-Match", tag).DELETE());
    try (Console console = Console.in("en").open("problems")) {
      Page page = console.page();
      // Nothing loads by itself: an older answer that is shown stays.
      button(page, "Live").click();
      var held = new ArrayList<Route>();
      // A route that ends after one request would let go of the one that it holds.
      page.route(
          first,
          route -> {
            if (held.isEmpty()) held.add(route);
            else route.resume();
          });
      link(page, path.equals("runs") ? "Runs" : "Audit").click();
      await().pollInSameThread().until(() -> waits(page, held));
      assertThat(page.locator("main")).containsText("Loading");
      assertThat(page.locator("tbody tr")).hasCount(0);
      page.locator("input[type=search]").fill(search);
      page.waitForResponse(
          answer -> answer.url().contains(asked), () -> page.keyboard().press("Enter"));
      assertThat(page.locator("tbody tr").first()).containsText(word);

      int rows = page.locator("tbody tr").count();
      held.get(0).resume();
      page.evaluate("fetch('api/me').then(() => new Promise(requestAnimationFrame))");
      page.evaluate("new Promise(requestAnimationFrame)");
      assertThat(page.locator("tbody tr")).hasCount(rows);
      assertThat(page.locator("tbody tr").filter(without(word))).hasCount(0);
    }
  }

  /** Events of a page come while the page is asked something. */
  private static boolean waits(Page page, List<Route> held) {
    page.evaluate("0");
    return !held.isEmpty();
  }

  private static FilterOptions without(String word) {
    return new FilterOptions().setHasNotText(word);
  }

  /** What was typed last counts, though it has not been drawn yet. */
  @Test
  void aSearchIsWhatStandsInTheBox() {
    try (Console console = Console.in("en").open("runs")) {
      Object searched =
          console.evaluate(
              """
              const box = document.querySelector('input[type=search]');
              box.value = 'state:failed';
              box.form.requestSubmit();
              return location.search;
              """);
      assertThat(searched).isEqualTo("?q=state%3Afailed");
    }
  }

  @Test
  void whatRunsSaidIsFoundByItsWords() {
    String run = SharedServer.client().runToItsEnd("talks").getString("id");
    SharedServer.client().runToItsEnd("hostile");
    try (Console console = Console.in("en").open("runs")) {
      Page page = console.page();
      page.keyboard().press("/");
      page.keyboard().type("task:ta");
      assertThat(page.locator("datalist option[value='task:talks']")).hasCount(1);
      page.locator("input[type=search]").fill("THREE thin state:succeeded");
      page.keyboard().press("Enter");
      assertThat(link(page, run)).isVisible();
      assertThat(page.locator("tbody tr").filter(without("said three things"))).hasCount(0);
      // Of few runs all are looked at.
      page.locator("input[type=search]").fill("task:talks nobody-said-this");
      page.keyboard().press("Enter");
      assertThat(page.locator(".empty")).containsText("fits this search");
    }
  }

  @Test
  void aSearchThatLookedAtTheNewestRunsOnlySaysSo() {
    try (Console console = Console.in("en")) {
      Page page = console.page();
      page.route(
          Pattern.compile(".*/api/runs\\?.*q=rare.*"),
          route ->
              route.fulfill(
                  new FulfillOptions()
                      .setStatus(200)
                      .setBody("{\"items\": [], \"next\": \"0000000000000\"}")));
      console.open("runs?q=rare");
      assertThat(page.locator(".empty")).hasCount(1);
      assertThat(page.locator("main")).containsText("Older runs have not been searched yet");
      assertThat(link(page, "Older")).hasAttribute("href", Pattern.compile("after=0000000000000"));
    }
  }

  @Test
  void theTimelineTellsWhatRanThen() {
    var client = SharedServer.client();
    String run = client.run("counts-dedicated");
    client.awaitState(run, "RUNNING");
    try (Console console = Console.in("en").open("timeline")) {
      Page page = console.page();
      var lane = page.locator(".lane", new LocatorOptions().setHasText("counts-dedicated"));
      assertThat(lane.locator("svg")).hasAttribute("aria-label", Pattern.compile("1 runs"));
      assertThat(page.locator(".figure")).hasCount(3);
      page.getByLabel("Earlier").click();
      assertThat(page).hasURL(Pattern.compile("timeline\\?at=20"));
      assertThat(page.locator("main h2")).containsText("Under way at");
      String now = page.evaluate("new Date(Date.now() - 100).toISOString()").toString();
      console.open("timeline?hours=1&at=" + now);
      assertThat(link(page, run)).isVisible();
      lane.locator("svg").click();
      assertThat(page).not().hasURL(Pattern.compile(Pattern.quote(now)));
      lane.locator("a").click();
      assertThat(page.locator("main h1")).hasText("counts-dedicated");
    } finally {
      client.cancel(run);
    }
  }

  @Test
  void theProgressOfADedicatedTaskIsSeenAsItGrows() {
    var client = SharedServer.client();
    String run = client.run("counts-dedicated");
    client.awaitState(run, "RUNNING");
    try (Console console = Console.in("en").open("run?id=" + run)) {
      var words = console.page().locator(".progress span");
      assertThat(words).containsText("/ 9,000");
      String first = words.textContent();
      assertThat(words).not().hasText(first);
    } finally {
      client.cancel(run);
    }
  }

  @Test
  void whatNeedsSomebodyStandsFirst() {
    var client = SharedServer.client();
    client.runToItsEnd("hostile");
    client.json("POST", "api/tasks/talks/pause", "{\"reason\": \"the printer burns\"}");
    try (Console console = Console.in("en").open("")) {
      Page page = console.page();
      assertThat(page.locator("main > * > :nth-child(2)")).hasClass("attention");
      assertThat(link(page, "hostile").first()).hasAttribute("href", Pattern.compile("failed"));
      page.locator(".counter", new LocatorOptions().setHasText("paused")).click();
      assertThat(page).hasURL(Pattern.compile("q=state%3Apaused"));
      // Until the list has narrowed there are many.
      assertThat(page.locator("tbody th a")).hasCount(1);
      assertThat(page.locator("tbody th a")).hasText("talks");
    } finally {
      client.post("api/tasks/talks/resume");
    }
  }

  @Test
  void aRunThatTakesMuchLongerThanUsualIsMarked() {
    try (Console console = Console.in("en").open("problems")) {
      assertThat(
              console.evaluate(
                  """
                  const { isSlow } = await import('./app/tasks/standing.js');
                  const run = (state, seconds) =>
                    ({ state, startedAt: new Date(Date.now() - seconds * 1000).toISOString() });
                  return [
                    isSlow(run('RUNNING', 100), { p95: 'PT30S' }),
                    isSlow(run('RUNNING', 80), { p95: 'PT30S' }),
                    isSlow(run('SUCCEEDED', 100), { p95: 'PT30S' }),
                    isSlow(run('RUNNING', 100), { p95: null }),
                    isSlow(run('RUNNING', 0.5), { p95: 'PT0.01S' }),
                  ].map(Boolean);
                  """))
          .isEqualTo(List.of(true, false, false, false, false));
    }
  }

  @Test
  void settingsAreShownWithoutTheirSecrets() {
    try (Console console = Console.in("en").open("settings")) {
      Page page = console.page();
      assertThat(page.locator(".facts")).containsText("node-1");
      page.getByLabel("Search settings").fill("alerts.ops");
      assertThat(page.locator("tbody")).containsText("groundcrew.alerts.ops.secret");
      assertThat(page.locator("tbody")).containsText("********");
      assertThat(page.locator("tbody")).not().containsText("whsec_");
      assertThat(page.locator("tbody")).not().containsText("hook-path");
    }
  }

  @Test
  void aTestIsSentToWhoeverIsAlerted() {
    try (Console console = Console.in("en").open("alerts")) {
      Page page = console.page();
      assertThat(page.locator("tbody")).containsText("ops");
      button(page, "Send a test").click();
      assertThat(page.locator(".notice")).containsText("on its way");
    }
  }

  @Test
  void aViewerSeesNothingThatWouldBeRefused() {
    var admin = SharedServer.client();
    String run = admin.runToItsEnd("talks").getString("id");
    String token = "{\"name\": \"onlooker\", \"role\": \"viewer\"}";
    String secret = admin.post("api/tokens", token).json().getString("secret");
    try (Console console = Console.withToken(secret)) {
      Page page = console.open("audit").page();
      for (String seen :
          List.of(
              "",
              "task?name=talks",
              "runs",
              "run?id=" + run,
              "timeline",
              "nodes",
              "problems",
              "alerts",
              "settings")) {
        console.turnTo(seen).settle();
        // Everybody may have runs shown that have come meanwhile, and step through time.
        assertThat(page.locator("main button:not(.fresh, .step), main .verbs a")).hasCount(0);
      }
      assertThat(link(page, "Users")).hasCount(0);
      for (String hidden : List.of("users", "tokens", "make", "audit")) {
        console.turnTo(hidden);
        assertThat(page.locator("main")).containsText("This page is for administrators.");
      }
    } finally {
      var tag = admin.get("api/tokens/onlooker").header("ETag");
      admin.send(admin.request("api/tokens/onlooker").header("If-Match", tag).DELETE());
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
      console.resize(Console.NARROW).fitsItsWidth(language);
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
      // Else a request may be under way that nobody answers any more.
      console.page().navigate("about:blank");
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
              const { parse, oneOf, instant } = await import('./app/search/search.js');
              const grammar = { state: oneOf(['FAILED']), since: instant };
              const { parameters, unknown } = parse('state:failed since:24h state:nothing x', grammar, 86400000);
              return [...parameters.map((pair) => pair.join('=')), ...unknown];
              """);
      assertThat(parsed)
          .isEqualTo(
              List.of("state=FAILED", "since=1970-01-01T00:00:00.000Z", "state:nothing", "x"));
      Object walls =
          console.evaluate(
              """
              const { fromWall, onWall, zoneChoice } = await import('./app/words/times.js');
              const summer = Date.parse('2026-07-01T10:00:00Z');
              const seen = [onWall(summer), fromWall('2026-07-01T12:00:00') === summer];
              zoneChoice.value = 'UTC';
              return [...seen, onWall(summer), fromWall('2026-07-01T10:00') === summer];
              """);
      assertThat(walls)
          .isEqualTo(List.of("2026-07-01T12:00:00", true, "2026-07-01T10:00:00", true));
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
