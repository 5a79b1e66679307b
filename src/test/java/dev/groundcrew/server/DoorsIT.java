package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every answer carries, and how soon input that would explode is refused. The proof of other
 * doors is elsewhere: {@code src/docs/security.md} has the list.
 */
@Tag("any-server")
class DoorsIT {
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final GroundcrewClient client = SharedServer.client();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api/tasks",
        "api/tasks/no-such-task",
        "api/runs?limit=0",
        "api/metrics",
        "api/openapi.yaml",
        "api/health/ready",
        "api/audit",
        "api/events?unknown=1"
      })
  void noAnswerOfTheApiIsFramedSniffedKeptOrSharedWithAnotherSite(String path) {
    for (GroundcrewClient who : new GroundcrewClient[] {client, client.anonymous()}) {
      Answer answer =
          who.send(who.request(path).header("Origin", "https://elsewhere.example").GET());
      String what = path + " gave " + answer.status();
      assertThat(answer.header("Content-Security-Policy"))
          .as(what)
          .isEqualTo("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("no-referrer");
      assertThat(answer.header("Cache-Control")).as(what).contains("no-store");
      assertThat(answer.headers().map().keySet())
          .as(what)
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "runs", "audit", "sign-in"})
  void noPageIsFramedOrSharesItsWindow(String page) {
    Answer answer = client.get(page, "text/html");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
        .contains("require-trusted-types-for 'script'");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /**
   * Each of these brought a peer down. A machine that is busy is slow now and then; what explodes
   * is slow each time.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | api/next-runs?cron=1--100000000+*+*+*+*                        | ",
        "GET    | api/next-runs?cron=0-100000000+*+*+*+*                         | ",
        "GET    | api/next-runs?cron=*/0+*+*+*+*                                 | ",
        "GET    | api/next-runs?every=PT0S                                       | ",
        "GET    | api/next-runs?every=PT0.000000001S                             | ",
        "GET    | api/next-runs?cron=0+0+30+2+*                                  | ",
        "GET    | api/runs?limit=1000000000                                      | ",
        "GET    | api/runs?limit=99999999999999999999                            | ",
        "GET    | api/audit?limit=1000000000                                     | ",
        "POST   | api/tasks                                                      | deep",
        "POST   | api/tasks                                                      | wide",
        "PUT    | api/tasks/talks/schedule                                       | {\"every\":\"PT0S\"}",
        "PUT    | api/tasks/talks/schedule                                       | {\"cron\":\"1--100000000 * * * *\"}"
      })
  void inputThatExplodesIsRefusedAtOnce(String method, String path, String body) {
    String sent =
        "deep".equals(body)
            ? "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)
            : "wide".equals(body) ? "{\"a\":" + "9".repeat(500_000) + "}" : body;
    await(path)
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              long began = System.nanoTime();
              Answer answer = ask(method, path, sent);
              Duration took = Duration.ofNanos(System.nanoTime() - began);
              assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
              assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
              return took.compareTo(AT_ONCE) < 0;
            });
  }

  /** The stream never ends, and the metrics count what is asked. */
  @Test
  void noReadChangesAnything() {
    List<String> before = state();
    for (Route route : Route.all()) {
      if (route.method().equals("GET") && !route.template().equals("api/events")) {
        assertThat(client.get(route.path("talks")).status()).as(route.template()).isLessThan(500);
      }
    }
    assertThat(state()).isEqualTo(before);
  }

  private List<String> state() {
    return Stream.of(
            "api/tasks.yaml",
            "api/users",
            "api/tokens",
            "api/hold",
            "api/tasks/talks/schedule",
            "api/audit?limit=1",
            "api/alerts")
        .map(path -> client.get(path, "*/*"))
        // What is on its way to receivers is no part of the tag.
        .map(
            answer ->
                answer.text().contains("\"receivers\"") ? answer.header("ETag") : answer.text())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h2-console",
        "h2-console/",
        "console",
        "admin",
        "h2",
        "web-console",
        "jolokia",
        "actuator",
        "management",
        "swagger-ui",
        "invoker/JMXInvokerServlet"
      })
  void thereIsNoConsoleOfADatabaseNorOfTheServer(String path) {
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.anonymous().get(path).status()).isIn(401, 404);
  }

  /** If one is ever made, its formulas must be made harmless. */
  @Test
  void nothingIsASpreadsheet() {
    assertThat(client.get("api/openapi.yaml", "*/*").text())
        .doesNotContainIgnoringCase("csv", "spreadsheet", "tab-separated");
  }

  private Answer ask(String method, String path, String body) {
    var request = client.request(path);
    if (body == null) {
      return client.send(request.method(method, BodyPublishers.noBody()));
    }
    return client.send(
        request
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method(method, BodyPublishers.ofString(body)));
  }
}
