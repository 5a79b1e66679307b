package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import dev.groundcrew.server.HostileRequests.Hostile;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Hostile requests on every operation that {@code openapi.yaml} describes: none fails the server,
 * none that is refused leaves anything behind, and no answer carries what was sent as anything but
 * a text.
 */
class FuzzIT {
  private static final System.Logger LOG = System.getLogger(FuzzIT.class.getName());
  private static final long SEED = 20261124;
  private static final String PURGE =
      "{'name': '%s', 'type': 'purge', 'description': '@', 'owner': '@', 'tags': ['@'],"
          + " 'schedule': {'cron': '0 3 1 1 *'}, 'parameters': {'source': 'own',"
          + " 'table': 'old_things', 'column': 'made_at', 'keep': 'P30D', 'batch': 10}}";
  private static final String PAUSE = "{'reason': '@'}";

  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("POST /tasks", PURGE.formatted("@")),
          Map.entry("PUT /tasks/{name}", PURGE.formatted("fuzzed")),
          Map.entry("PUT /tasks.yaml", "{'tasks': [" + PURGE.formatted("fuzzed") + "]}"),
          Map.entry("POST /tasks/{name}/run", "{'key': '@', 'priority': 'HIGH'}"),
          Map.entry("POST /tasks/{name}/compare", "{'runs': 1, 'together': 1, 'longest': 'PT1S'}"),
          Map.entry("PUT /tasks/{name}/schedule", "{'cron': '0 3 1 1 *', 'zone': 'UTC'}"),
          Map.entry("POST /tasks/{name}/pause", PAUSE),
          Map.entry("POST /runs/cancel", "{'task': ['@'], 'dryRun': true}"),
          Map.entry("POST /runs/retry", "{'task': ['@'], 'dryRun': true}"),
          Map.entry("POST /gate/disable", "{'task': 'fuzzed'}"),
          Map.entry("POST /gate/enable", "{'task': 'fuzzed'}"),
          Map.entry("PUT /hold", PAUSE),
          Map.entry("PUT /alerts", "{'failures': 3, 'coolDown': 'PT10M', 'kinds': ['FAILED']}"),
          Map.entry("PUT /me/password", "{'current': '@', 'new': '@ is good enough'}"),
          Map.entry("POST /session", "{'user': '@', 'password': '@'}"),
          Map.entry("POST /users", "{'name': '@', 'role': 'viewer'}"),
          Map.entry("PUT /users/{name}", "{'role': 'viewer'}"),
          Map.entry("POST /tokens", "{'name': '@', 'role': 'viewer'}"));

  /** What may be made, and is removed as soon as it was. */
  private static final List<String> COLLECTIONS = List.of("api/tasks", "api/users", "api/tokens");

  /** Where something that was refused would show. The audit rightly shows what was tried. */
  private static final List<String> STORED =
      List.of(
          "api/tasks?limit=500",
          "api/tasks/fuzzed",
          "api/tasks/fuzzed/schedule",
          "api/tasks/fuzzed/runs?limit=500",
          "api/runs?limit=500",
          "api/users?limit=500",
          "api/tokens?limit=500",
          "api/nodes",
          "api/hold",
          "api/alerts");

  private final GroundcrewClient admin = SharedServer.client();
  private final List<String> faults = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final TreeSet<String> refused = new TreeSet<>();
  private GroundcrewClient program;
  private String alerts;

  @BeforeEach
  void makeWhatIsFuzzed() {
    alerts = admin.get("api/alerts").text();
    program = program(admin);
  }

  /** Makes a task, a user and a token, and gives the program that has the token. */
  static GroundcrewClient program(GroundcrewClient admin) {
    created(admin.json("POST", "api/tasks", quoted(PURGE.formatted("fuzzed"))));
    created(admin.json("POST", "api/users", quoted("{'name':'fuzzed','role':'viewer'}")));
    Answer token =
        created(
            admin.json("POST", "api/tokens", quoted("{'name':'fuzzed','role':'administrator'}")));
    return admin.withToken(token.json().getString("secret"));
  }

  private static Answer created(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer;
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }

  @AfterEach
  void removeIt() {
    var rules = Json.createObjectBuilder(json(alerts)).remove("receivers").build();
    admin.json("PUT", "api/alerts", rules.toString(), "If-Match", "*");
    admin.delete("api/hold");
    COLLECTIONS.forEach(path -> made.add(path + "/fuzzed"));
    for (String path : made) {
      // A task goes once its runs are over.
      await(path).until(() -> admin.json("DELETE", path, "", "If-Match", "*").status() == 204);
    }
  }

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @Test
  void twoThousandHostileRequestsFailNothing() {
    fuzz(2_000, SEED);
  }

  @Test
  @Tag("full")
  void twentyThousandHostileRequestsFailNothing() {
    fuzz(20_000, SEED + 1);
  }

  private void fuzz(int requests, long seed) {
    HostileRequests hostile = requests(admin, seed);
    var nanos = new long[requests];
    for (int i = 0; i < requests && faults.size() < 20; i++) {
      Hostile request = hostile.next();
      long began = System.nanoTime();
      Answer answer = send(program, request);
      nanos[i] = System.nanoTime() - began;
      look(request, answer);
    }
    Arrays.sort(nanos);
    LOG.log(
        Level.INFO,
        "{0} hostile requests on {1} operations, {2} refused: p50 {3} ms, p99 {4} ms",
        requests,
        hostile.operations(),
        refused.size(),
        nanos[requests / 2] / 1e6,
        nanos[requests * 99 / 100] / 1e6);
    assertThat(faults).isEmpty();
    assertThat(refused.size()).as("most are refused").isGreaterThan(requests / 2);
    nothingRefusedIsStored();
  }

  static HostileRequests requests(GroundcrewClient admin, long seed) {
    String run = admin.runToItsEnd("is-framed").getString("id");
    Map<String, Object> description = new Yaml().load(admin.get("api/openapi.yaml", "*/*").text());
    return new HostileRequests(
        seed,
        description,
        Map.of("/tasks", "fuzzed", "/users", "fuzzed", "/tokens/{", "absent", "/runs/{id}", run),
        BODIES);
  }

  static Answer send(GroundcrewClient program, Hostile request) {
    HttpRequest.Builder builder =
        program
            .request(request.target())
            .method(
                request.method(),
                request.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(request.body()));
    request.headers().forEach(builder::header);
    if (request.body() != null) {
      builder.header("Content-Type", "application/json");
    }
    return program.send(builder);
  }

  private void look(Hostile request, Answer answer) {
    expect(answer.status() >= 200 && answer.status() < 500, "no failure", request, answer);
    noEcho(request, answer);
    if (answer.status() >= 400) {
      refused.add(request.mark());
    } else if (request.method().equals("POST")
        && COLLECTIONS.contains(request.target().replaceFirst("\\?.*", ""))) {
      made.add(answer.header("Location").replaceFirst(".*/api/", "api/"));
    }
  }

  private void expect(boolean right, String what, Hostile request, Answer answer) {
    if (!right) {
      faults.add(what + ": " + request + " gave " + answer.status() + " " + answer.text());
    }
  }

  /** The server's own page for what is no HTTP to it may be HTML, if it repeats nothing. */
  private void noEcho(Hostile request, Answer answer) {
    String text = answer.text();
    String type = answer.headers().firstValue("Content-Type").orElse("");
    expect(answer.headers().firstValue("X-Injected").isEmpty(), "no header more", request, answer);
    boolean isPage = type.contains("html") || type.contains("xml");
    if (text.isEmpty() || (isPage && !text.contains(request.mark()))) {
      return;
    }
    expect(!isPage, "nothing that a browser renders", request, answer);
    expect(
        answer.headers().firstValue("X-Content-Type-Options").equals(Optional.of("nosniff")),
        "nosniff",
        request,
        answer);
    expect(
        text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t'),
        "no control characters",
        request,
        answer);
  }

  private void nothingRefusedIsStored() {
    var left = new ArrayList<String>();
    for (String path : STORED) {
      Answer answer = admin.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      refused.stream()
          .filter(answer.text()::contains)
          .map(mark -> path + " shows " + mark)
          .forEach(left::add);
    }
    assertThat(left).isEmpty();
  }
}
