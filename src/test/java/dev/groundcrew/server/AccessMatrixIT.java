package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route, asked by everybody. */
@Tag("any-server")
class AccessMatrixIT {
  /** A route a line: method, path, and the least that its caller must be (see WHO_MAY). */
  private static final String TABLE =
      """
      GET    api/about                      viewer
      GET    api/alerts                     viewer
      PUT    api/alerts                     administrator
      POST   api/alerts/test                administrator
      GET    api/audit                      administrator
      POST   api/backup                     administrator
      GET    api/comparisons                viewer
      GET    api/comparisons/{id}           viewer
      POST   api/comparisons/{id}/cancel    operator
      GET    api/events                     viewer
      GET    api/gate                       viewer
      POST   api/gate/disable               operator
      POST   api/gate/enable                operator
      GET    api/health                     viewer
      GET    api/health/live                anybody
      GET    api/health/ready               anybody
      GET    api/health/started             anybody
      GET    api/hold                       viewer
      PUT    api/hold                       operator
      DELETE api/hold                       operator
      GET    api/me                         signed-in
      PUT    api/me/password                person
      GET    api/metrics                    metrics
      GET    api/next-runs                  viewer
      GET    api/nodes                      viewer
      POST   api/nodes/{id}/drain           operator
      POST   api/nodes/{id}/resume          operator
      GET    api/openapi.yaml               viewer
      GET    api/openid                     anybody
      GET    api/openid/callback            anybody
      GET    api/openid/start               anybody
      GET    api/problems                   viewer
      GET    api/runs                       viewer
      POST   api/runs/cancel                operator
      POST   api/runs/retry                 operator
      GET    api/runs/{id}                  viewer
      POST   api/runs/{id}/cancel           operator
      GET    api/runs/{id}/log              viewer
      POST   api/runs/{id}/retry            operator
      POST   api/session                    anybody
      DELETE api/session                    anybody
      GET    api/settings                   administrator
      GET    api/summary                    viewer
      GET    api/task-types                 viewer
      GET    api/tasks                      viewer
      POST   api/tasks                      administrator
      GET    api/tasks.yaml                 viewer
      PUT    api/tasks.yaml                 administrator
      GET    api/tasks/{name}               viewer
      PUT    api/tasks/{name}               administrator
      DELETE api/tasks/{name}               administrator
      POST   api/tasks/{name}/compare       operator
      POST   api/tasks/{name}/confirm       administrator
      GET    api/tasks/{name}/data          viewer
      GET    api/tasks/{name}/next-runs     viewer
      POST   api/tasks/{name}/pause         operator
      POST   api/tasks/{name}/resume        operator
      POST   api/tasks/{name}/run           operator
      GET    api/tasks/{name}/runs          viewer
      GET    api/tasks/{name}/schedule      viewer
      PUT    api/tasks/{name}/schedule      administrator
      DELETE api/tasks/{name}/schedule      administrator
      GET    api/timeline                   viewer
      GET    api/timeline/runs              viewer
      GET    api/tokens                     administrator
      POST   api/tokens                     administrator
      GET    api/tokens/{name}              administrator
      DELETE api/tokens/{name}              administrator
      GET    api/upcoming                   viewer
      GET    api/users                      administrator
      POST   api/users                      administrator
      GET    api/users/{name}               administrator
      PUT    api/users/{name}               administrator
      DELETE api/users/{name}               administrator
      POST   api/users/{name}/reset         administrator
      """;

  /** What a caller must be, and the callers that are. */
  private static final Map<String, Set<String>> WHO_MAY =
      Map.of(
          "anybody",
          Set.of(
              "anonymous",
              "expired token",
              "newcomer",
              "metrics",
              "viewer",
              "operator",
              "administrator"),
          "signed-in",
          Set.of("newcomer", "metrics", "viewer", "operator", "administrator"),
          "person",
          Set.of("newcomer", "viewer", "operator", "administrator"),
          "metrics",
          Set.of("metrics", "viewer", "operator", "administrator"),
          "viewer",
          Set.of("viewer", "operator", "administrator"),
          "operator",
          Set.of("operator", "administrator"),
          "administrator",
          Set.of("administrator"));

  private static final Set<String> NOBODY = Set.of("anonymous", "expired token");

  private static final GroundcrewClient ADMINISTRATOR = SharedServer.client();
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final Map<String, GroundcrewClient> CALLERS = new LinkedHashMap<>();

  @BeforeAll
  static void makeEverybody() {
    GroundcrewClient anonymous = ADMINISTRATOR.anonymous();
    CALLERS.put("anonymous", anonymous);
    for (String role : List.of("metrics", "viewer", "operator", "administrator")) {
      CALLERS.put(role, token(role, role, Instant.now().plus(Duration.ofDays(1))));
    }
    GroundcrewClient expired = token("expired", "administrator", Instant.now().plusSeconds(2));
    await("the end of a token").until(() -> expired.get("api/me").status() == 401);
    CALLERS.put("expired token", expired);
    Answer made =
        ADMINISTRATOR.json(
            "POST",
            "api/users",
            "{\"name\":\"newcomer-%s\",\"role\":\"administrator\"}".formatted(RUN));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    CALLERS.put("newcomer", anonymous.as("newcomer-" + RUN, made.json().getString("password")));
  }

  private static GroundcrewClient token(String name, String role, Instant expiresAt) {
    Answer made =
        ADMINISTRATOR.json(
            "POST",
            "api/tokens",
            "{\"name\":\"%s-%s\",\"role\":\"%s\",\"expiresAt\":\"%s\"}"
                .formatted(name, RUN, role, expiresAt));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return ADMINISTRATOR.withToken(made.json().getString("secret"));
  }

  @AfterAll
  static void removeThem() {
    for (String path :
        List.of(
            "api/users/newcomer",
            "api/tokens/metrics",
            "api/tokens/viewer",
            "api/tokens/operator",
            "api/tokens/administrator",
            "api/tokens/expired")) {
      Answer gone = ADMINISTRATOR.json("DELETE", path + "-" + RUN, "", "If-Match", "*");
      assertThat(gone.status()).as(gone.text()).isEqualTo(204);
    }
  }

  private static Map<String, String> table() {
    return TABLE
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .collect(
            Collectors.toMap(
                parts -> parts[0] + " " + parts[1],
                parts -> parts[2],
                (one, other) -> {
                  throw new IllegalStateException("a route stands twice");
                },
                TreeMap::new));
  }

  /** The least that a route's caller must be. */
  static String least(Route route) {
    return table().get(route.method() + " " + route.template());
  }

  /** Those of JAX-RS, and the servlets that have a path of their own. */
  static Stream<Route> routes() throws IOException {
    return Stream.concat(Route.all().stream(), servlets());
  }

  /** Each of them only reads. */
  private static Stream<Route> servlets() throws IOException {
    String descriptor = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));
    Matcher mappings =
        Pattern.compile("<servlet-mapping>.*?<url-pattern>/(.*?)</url-pattern>", Pattern.DOTALL)
            .matcher(descriptor);
    return mappings.results().map(mapping -> new Route("GET", mapping.group(1))).toList().stream();
  }

  @Test
  void everyRouteHasALineAndEveryLineARoute() throws IOException {
    Set<String> routes =
        routes().map(route -> route.method() + " " + route.template()).collect(Collectors.toSet());

    assertThat(routes)
        .as(
            "Each route needs a line in AccessMatrixIT.TABLE: METHOD path least, least being one of"
                + " anybody, signed-in, person, metrics, viewer, operator, administrator")
        .isEqualTo(table().keySet());
  }

  /** An unknown query parameter is refused by every route, so that nothing happens. */
  private static HttpRequest.Builder harmless(GroundcrewClient caller, Route route) {
    return caller
        .request(route.path("1") + "?unknown-to-all=1")
        .method(route.method(), BodyPublishers.noBody());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void onlyThoseWhoMayAreLetIn(Route route) {
    String least = least(route);
    assertThat(WHO_MAY).as("a line in TABLE for " + route).containsKey(least);
    var softly = new SoftAssertions();
    CALLERS.forEach(
        (name, caller) -> {
          Answer answer = caller.send(harmless(caller, route));
          var status = softly.assertThat(answer.status()).as(name + ": " + answer.text());
          if (WHO_MAY.get(least).contains(name)) {
            status.isNotIn(401, 403).isLessThan(500);
          } else {
            status.isEqualTo(NOBODY.contains(name) ? 401 : 403);
            softly
                .assertThat(answer.header("Content-Type"))
                .as(name)
                .startsWith("application/problem+json");
          }
        });
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aPageOfAnotherSiteChangesNothingAndReadsNothing(Route route) {
    boolean reads = route.method().equals("GET");
    var softly = new SoftAssertions();
    for (List<String> header :
        List.of(
            List.of("Sec-Fetch-Site", "cross-site"),
            List.of("Sec-Fetch-Site", "same-site"),
            List.of("Origin", "https://evil.example"),
            List.of("Origin", "null"))) {
      Answer answer =
          ADMINISTRATOR.send(harmless(ADMINISTRATOR, route).header(header.get(0), header.get(1)));
      var status = softly.assertThat(answer.status()).as(header + ": " + answer.text());
      if (reads) {
        status.isNotEqualTo(403);
      } else {
        status.isEqualTo(403);
      }
      softly
          .assertThat(answer.headers().map().keySet())
          .as("CORS is off")
          .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void ourOwnPagesMayWrite(Route route) {
    String own = ADMINISTRATOR.base().toString().replaceAll("/$", "");
    for (List<String> header :
        List.of(
            List.of("Sec-Fetch-Site", "same-origin"),
            List.of("Sec-Fetch-Site", "none"),
            List.of("Origin", own))) {
      Answer answer =
          ADMINISTRATOR.send(harmless(ADMINISTRATOR, route).header(header.get(0), header.get(1)));
      assertThat(answer.status()).as(header + ": " + answer.text()).isNotEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whatAFormCanSendIsNoWrite(Route route) {
    if (route.method().equals("GET")) {
      return;
    }
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      Answer answer =
          ADMINISTRATOR.send(harmless(ADMINISTRATOR, route).header("Content-Type", type));
      assertThat(answer.status()).as(type + ": " + answer.text()).isEqualTo(415);
    }
  }
}
