package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input of every kind on every route: refused with a reason, never a failure of the server. */
@Tag("any-server")
class BadInputIT {
  private static final byte[] NOTHING = {};
  private static final String LONG = "a".repeat(3_000);

  /** Percent-encoded, as they stand in a target. */
  private static final List<String> BAD_VALUES =
      List.of(
          "-1",
          "0",
          "99999999999999999999",
          "1.5",
          "abc",
          "%00",
          "%0a",
          "%1b%5b31m",
          "%ff%fe",
          "%c0%af",
          "%E2%80%AE",
          "a%20b",
          "%27%20or%201=1--",
          "%7b%7d",
          "%25",
          "%zz",
          "%",
          "a;b=c",
          "~",
          LONG);

  private static final List<String> BAD_QUERIES =
      List.of(
          "unknown=1",
          "limit=0",
          "limit=-1",
          "limit=501",
          "limit=99999999999999999999",
          "limit=",
          "limit=abc",
          "limit=1&limit=2",
          "after=",
          "after=%00",
          "after=abc%ff",
          "after=-1",
          "after=99999999999999999999",
          "state=NONSENSE",
          "state=running",
          "trigger=%F0%9F%9B%AB",
          "since=yesterday",
          "since=2026-13-45T00:00:00Z",
          "until=+292278994-08-17T07:12:55Z&since=-292278994-08-17T07:12:55Z",
          "since=%00",
          "task=%00",
          "task=" + LONG,
          "node=%27",
          "=",
          "&&&",
          "%",
          "%zz=1",
          "a=%zz",
          "x".repeat(3_000) + "=1",
          "task=a&".repeat(200));

  private static final Map<String, byte[]> BAD_BODIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("not JSON", text("nonsense")),
              Map.entry("cut JSON", text("{\"a\":")),
              Map.entry("an array", text("[]")),
              Map.entry("a number", text("1e999999")),
              Map.entry("a text", text("\"text\"")),
              Map.entry("null", text("null")),
              Map.entry("unknown field", text("{\"nonsense\":1}")),
              Map.entry("twice the same field", text("{\"a\":1,\"a\":2}")),
              Map.entry("deep", text("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))),
              Map.entry("deep array", text("[".repeat(100_000))),
              Map.entry("huge", text("{\"a\":\"" + "x".repeat(1_100_000) + "\"}")),
              Map.entry(
                  "not UTF-8", new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'}),
              Map.entry("zero bytes", new byte[100]),
              Map.entry("byte order mark", text("\uFEFF{\"a\":1}")),
              Map.entry("two objects", text("{}{}")),
              Map.entry(
                  "XML",
                  text(
                      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")),
              Map.entry("a lone surrogate", text("{\"\\ud800\":\"\\udfff\"}"))));

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "NONSENSE");

  private static final List<String> TRICKS =
      List.of(
          "/WEB-INF/web.xml",
          "/WEB-INF/",
          "/WEB-INF/beans.xml",
          "/web-inf/web.xml",
          "/META-INF/MANIFEST.MF",
          "/%57EB-INF/web.xml",
          "/WEB-INF%2fweb.xml",
          "/./WEB-INF/web.xml",
          "//WEB-INF/web.xml",
          "/;/WEB-INF/web.xml",
          "/api/..;/WEB-INF/web.xml",
          "/api/../WEB-INF/web.xml",
          "/api/%2e%2e/WEB-INF/web.xml",
          "/api/..%2fWEB-INF%2fweb.xml",
          "/..%5cWEB-INF%5cweb.xml",
          "/WEB-INF/web.xml%00.html",
          "/WEB-INF;x/web.xml",
          "/../../../../etc/passwd",
          "/api/health/live/../../WEB-INF/web.xml",
          "/WEB-INF/classes/META-INF/microprofile-config.properties",
          "/api/health/live/..;/..;/tasks",
          "/api/tasks/..%2f..%2fetc",
          "/api/runs/%2e%2e/%2e%2e/WEB-INF/web.xml");

  private static final List<String> STRANGE_HEADERS =
      List.of(
          "Accept: nonsense",
          "Accept: text/html",
          "Accept: */*;q=9",
          "Accept: " + LONG,
          "Content-Type: ;;;",
          "Content-Type: application/json;charset=nonsense",
          "If-None-Match: \"",
          "If-None-Match: nonsense",
          "If-Match: *",
          "If-Modified-Since: yesterday",
          "Range: bytes=9-1",
          "Expect: nonsense",
          "Accept-Language: ***",
          "Content-Encoding: gzip",
          "X-Test: \u00ff\u0001",
          "Cookie: " + "a=b; ".repeat(500));

  private final GroundcrewClient client = SharedServer.client();
  private final RawHttp raw = new RawHttp(client);
  private final SoftAssertions softly = new SoftAssertions();

  static Stream<Route> routes() {
    return Route.all().stream();
  }

  /** Some of the requests are none too bad for the switch that holds every schedule. */
  @AfterAll
  static void release() {
    assertThat(SharedServer.client().delete("api/hold").status()).isEqualTo(200);
  }

  /** Whatever came before, the next request is served, and at the end a run still runs. */
  @AfterEach
  void theNextRequestIsServed() {
    assertThat(client.get("api/tasks/is-framed").status()).isEqualTo(200);
    softly.assertAll();
  }

  @AfterAll
  static void aRunStillRuns() {
    assertThat(SharedServer.client().runToItsEnd("is-framed").getString("state"))
        .isEqualTo("SUCCEEDED");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void badValuesInThePathAreRefused(Route route) {
    if (route.hasValue()) {
      for (String value : BAD_VALUES) {
        refused(
            route.method() + " " + route.path(value),
            raw.send(route.method(), "/" + route.path(value), NOTHING));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void badQueryParametersNeverFailTheServerAndUnknownOnesAreRefused(Route route) {
    for (String query : BAD_QUERIES) {
      String target = "/" + route.path(known(route)) + "?" + query;
      RawHttp.Answer answer =
          raw.send("GET".equals(route.method()) ? "GET" : route.method(), target, NOTHING);
      noFailure(route.method() + " " + target, answer);
      if (query.equals("unknown=1") && !isProbe(route) && !isWayBack(route)) {
        refused(route.method() + " " + target, answer);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void badBodiesAreRefused(Route route) {
    if (route.method().equals("GET")) {
      return;
    }
    BAD_BODIES.forEach(
        (name, body) -> {
          for (String type :
              List.of(
                  "application/json",
                  "text/plain",
                  "application/xml",
                  "nonsense",
                  "multipart/form-data")) {
            refused(
                route + " with " + name + " as " + type,
                raw.send(
                    route.method(), "/" + route.path(known(route)), body, "Content-Type: " + type));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("routes")
  void wrongMethodsAreRefused(Route route) {
    Set<String> known =
        Set.copyOf(
            Route.all().stream()
                .filter(other -> other.template().equals(route.template()))
                .map(Route::method)
                .toList());
    for (String method : METHODS) {
      if (isBackup(route) && known.contains(method)) {
        continue;
      }
      RawHttp.Answer answer = raw.send(method, "/" + route.path("1"), NOTHING);
      noFailure(method + " " + route.template(), answer);
      boolean harmless =
          method.equals("OPTIONS") || (method.equals("HEAD") && known.contains("GET"));
      if (!known.contains(method) && !harmless) {
        softly.assertThat(answer.status()).as(method + " " + route.template()).isBetween(400, 499);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void strangeHeadersNeverFailTheServer(Route route) {
    for (String header : isBackup(route) ? STRANGE_HEADERS.subList(0, 2) : STRANGE_HEADERS) {
      noFailure(
          route + " with " + header,
          raw.send(route.method(), "/" + route.path("1"), NOTHING, header));
    }
  }

  @Test
  void tricksWithPathsShowNothingOfTheApplicationsInside() {
    for (String target : TRICKS) {
      for (var sender : List.of(raw, new RawHttp(client.anonymous()))) {
        RawHttp.Answer answer = sender.send("GET", target, NOTHING);
        // 301: Payara Micro sends /WEB-INF;x/ to /WEB-INF/, which it then refuses.
        softly.assertThat(answer.status()).as(target).isBetween(301, 499);
        softly
            .assertThat(answer.body())
            .as(target)
            .doesNotContain("web-app", "root:", "Manifest-Version", "groundcrew.");
      }
    }
  }

  @Test
  void anEncodedWayUpLeadsNowhere() {
    for (String target : List.of("/api/tasks/%2e%2e", "/api/tasks/;", "/api/tasks/%2e%2e/runs")) {
      noFailure(target, raw.send("GET", target, NOTHING));
      assertThat(new RawHttp(client.anonymous()).send("GET", target, NOTHING).status())
          .as(target)
          .isIn(401, 404);
    }
  }

  @Test
  void requestsThatAreNoHttpNeverFailTheServer() {
    for (String target :
        List.of(
            "",
            "nonsense",
            "*",
            "http://elsewhere.example/api/tasks",
            "/" + "a".repeat(20_000),
            "/api/\u0001",
            "/api/tasks\t")) {
      RawHttp.Answer answer = raw.send("GET", target, NOTHING);
      // WildFly answers 500 by itself where the target is no path at all.
      if (target.startsWith("/")) {
        softly.assertThat(answer.status()).as(target).isLessThan(500);
      }
    }
    // The one 5xx that is right (RFC 9110, 15.6.6).
    softly
        .assertThat(raw.send("GET", "/api/tasks HTTP/9.9", NOTHING).status())
        .as("an unknown version")
        .isIn(0, 400, 505);
  }

  /** A value that leads somewhere, so that what is bad beside it is looked at. */
  private static String known(Route route) {
    return route.template().startsWith("api/tasks") ? "is-framed" : "1";
  }

  /** Each of these requests copies the whole database, headers or not. */
  private static boolean isBackup(Route route) {
    return route.template().equals("api/backup");
  }

  private static boolean isProbe(Route route) {
    return route.template().startsWith("api/health");
  }

  /** Providers add parameters of their own to it. */
  private static boolean isWayBack(Route route) {
    return route.template().equals("api/openid/callback");
  }

  private void noFailure(String what, RawHttp.Answer answer) {
    softly.assertThat(answer.status()).as("%s: %s", what, answer.head()).isBetween(100, 499);
  }

  private void refused(String what, RawHttp.Answer answer) {
    if (isOfTheServer(answer)) {
      return;
    }
    softly.assertThat(answer.status()).as("%s: %s", what, answer.head()).isBetween(400, 499);
    softly
        .assertThat(answer.isProblem())
        .as("problem+json of %s: %s", what, answer.head())
        .isTrue();
  }

  /**
   * What the server answers before any application sees the request: a plain 400, or, Payara Micro
   * for a percent sign that encodes nothing, 200 without a body.
   */
  private static boolean isOfTheServer(RawHttp.Answer answer) {
    return (answer.status() == 400 && !answer.isProblem())
        || (answer.status() == 200 && answer.body().isEmpty());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
