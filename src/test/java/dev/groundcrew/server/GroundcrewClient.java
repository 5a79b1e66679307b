package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groundcrew's REST, as somebody uses it. Safe for use by several threads. */
final class GroundcrewClient {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Set<String> FINAL =
      Set.of("SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT", "SKIPPED", "ABANDONED");
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;
  private final Optional<String> authorization;

  /** Somebody who is not signed in. */
  GroundcrewClient(URI base) {
    this(base, Optional.empty());
  }

  private GroundcrewClient(URI base, Optional<String> authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /** The same, signed in. */
  GroundcrewClient as(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new GroundcrewClient(
        base, Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  /** The same, signed in with the secret of a token. */
  GroundcrewClient withToken(String secret) {
    return new GroundcrewClient(base, Optional.of("Bearer " + secret));
  }

  /** The same, not signed in. */
  GroundcrewClient anonymous() {
    return new GroundcrewClient(base);
  }

  URI base() {
    return base;
  }

  /** What to send as Authorization, if signed in. */
  Optional<String> authorization() {
    return authorization;
  }

  /** An answer, read to its end. */
  record Answer(int status, HttpHeaders headers, String text) {
    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    }

    List<JsonObject> items() {
      return json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  // ---- HTTP.

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer get(String path, String accept) {
    return send(request(path).header("Accept", accept).GET());
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  /** Sends JSON. */
  Answer json(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Posts JSON. */
  Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Puts JSON. */
  Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** A request to a path below the base, with the sign-in. */
  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // ---- What people do.

  /** Whether the server answers and says that it is ready: WildFly lets requests wait at first. */
  boolean isReady() {
    try {
      return anonymous().get("api/health/ready").status() == 200;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException
          || e.getCause() instanceof HttpTimeoutException) {
        return false;
      }
      throw e;
    }
  }

  JsonObject task(String name) {
    return ok("api/tasks/" + name).json();
  }

  /** Runs a task by hand; gives the id of the run. */
  String run(String task) {
    Answer answer = post("api/tasks/" + task + "/run");
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().getString("id");
  }

  /** Runs a task by hand and waits for its end. */
  JsonObject runToItsEnd(String task) {
    return awaitEnd(run(task));
  }

  JsonObject runOf(String id) {
    return ok("api/runs/" + id).json();
  }

  Answer cancel(String id) {
    return post("api/runs/" + id + "/cancel");
  }

  String log(String run) {
    return ok("api/runs/" + run + "/log").text();
  }

  JsonObject awaitState(String id, String... states) {
    return await("run " + id + " to be " + List.of(states))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> runOf(id), run -> Set.of(states).contains(run.getString("state")));
  }

  JsonObject awaitEnd(String id) {
    return awaitState(id, FINAL.toArray(String[]::new));
  }

  static boolean isOver(JsonObject run) {
    return FINAL.contains(run.getString("state"));
  }

  /** Every run that fits a query such as {@code task=a&state=FAILED}, the newest first. */
  List<JsonObject> runs(String query) {
    var all = new ArrayList<JsonObject>();
    String after = "";
    do {
      JsonObject page = ok("api/runs?limit=500&" + query + after).json();
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      after =
          page.getOrDefault("next", JsonValue.NULL) == JsonValue.NULL
              ? ""
              : "&after=" + page.getString("next");
    } while (!after.isEmpty());
    return all;
  }

  private Answer ok(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    return answer;
  }
}
