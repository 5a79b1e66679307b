package dev.groundcrew.server;

import static dev.groundcrew.server.ServerUnderTest.PAYARA_MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groundcrew as a library in applications of one server, which have a life of their own. */
class LibraryIT {
  private static final long MOST_BYTES = 8_000_000;

  private static TestServer server;
  private static GroundcrewClient root;
  private static GroundcrewClient ours;
  private static GroundcrewClient shop;
  private static GroundcrewClient kiosk;

  @BeforeAll
  static void start() {
    server =
        TestServer.of(PAYARA_MICRO, LibraryWar.shop(PAYARA_MICRO, "shop"))
            .withJmx()
            .with("groundcrew.start.spread", "PT0S")
            .withExecutorsOfTheWar()
            .at(
                "shop/groundcrew/",
                LibraryWar.shop(
                    PAYARA_MICRO,
                    "kiosk",
                    "groundcrew.console.enabled=false",
                    "groundcrew.database.jndi=java:comp/DefaultDataSource"),
                LibraryWar.shop(PAYARA_MICRO, "silent", "groundcrew.rest.enabled=false"))
            .start();
    root = new GroundcrewClient(server.baseUri().resolve("/"));
    await("the other applications")
        .atMost(Duration.ofSeconds(60))
        .until(() -> at("kiosk").isReady() && inShop("silent").get("api/tasks").status() == 200);
    ours = withToken(at("shop"));
    kiosk = withToken(at("kiosk"));
    shop = inShop("shop");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static GroundcrewClient at(String application) {
    return new GroundcrewClient(root.base().resolve(application + "/groundcrew/"));
  }

  private static GroundcrewClient inShop(String application) {
    return new GroundcrewClient(root.base().resolve(application + "/")).as("bob", "builder-42");
  }

  /** The shop's own HTTP Basic reads the header first, so ours is no use here. */
  static GroundcrewClient withToken(GroundcrewClient client) {
    String cookie = signIn(client).header("Set-Cookie").split(";", 2)[0];
    Answer token =
        client.json(
            "POST",
            "api/tokens",
            "{\"name\":\"suite\",\"role\":\"administrator\",\"expiresAt\":\"%s\"}"
                .formatted(Instant.now().plus(Duration.ofDays(1))),
            "Cookie",
            cookie);
    assertThat(token.status()).as(token.text()).isEqualTo(201);
    return client.withToken(token.json().getString("secret"));
  }

  private static Answer signIn(GroundcrewClient client) {
    String pair = "{\"user\":\"admin\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD);
    Answer answer = client.post("api/session", pair);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  // ---- Groundcrew, below one path.

  @Test
  void theTasksOfBothBeansRun() {
    for (String task : List.of("deliver", "take-stock")) {
      await(task).until(() -> !ours.runs("task=" + task + "&state=SUCCEEDED").isEmpty());
    }
    assertThat(ours.runs("task=take-stock&state=SUCCEEDED").get(0).getString("message"))
        .isEqualTo("stock at 1970-01-01T00:00:00Z");
  }

  @Test
  void theConsoleIsThere() {
    assertThat(ours.get("").text()).contains("gc-shell");
    assertThat(ours.anonymous().get("app/main.js").status()).isEqualTo(200);
    assertThat(ours.anonymous().get("app/lit/lit-html.js").status()).isEqualTo(200);
    assertThat(ours.anonymous().get("sign-in").status()).isEqualTo(200);
    assertThat(ours.anonymous().get("runs", "text/html").header("Location"))
        .isEqualTo("sign-in?then=runs");
    Answer bare = ours.anonymous().get("../groundcrew");
    assertThat(bare.status()).isEqualTo(302);
    assertThat(bare.header("Location")).isEqualTo("groundcrew/");
  }

  @Test
  void restIsThere() {
    assertThat(ours.get("api/me").json().getString("name")).isEqualTo("token:suite");
    assertThat(ours.anonymous().get("api/tasks").status()).isEqualTo(401);
    assertThat(ours.anonymous().get("api/health/live").text()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(ours.get("api/no-such-path").status()).isEqualTo(404);
    Answer accepted = ours.post("api/tasks/take-stock/run");
    assertThat(accepted.header("Location")).startsWith(ours.base() + "api/runs/");
    assertThat(ours.get(accepted.header("Location")).status()).isEqualTo(200);
  }

  /** Nothing travels but the document, and the secrets, which it does not hold. */
  @Test
  void anEmptyInstanceMakesTheSameTasksOfAnothersExport() {
    String document =
        """
        tasks:
        - name: doc-call
          type: http-call
          schedule: {every: P300D, zone: Europe/Berlin}
          attempts: 3
          parameters: {url: 'https://example.org/', secret-headers: 'Authorization: Bearer abc'}
        - name: doc-fetch
          type: fetch
          schedule: {byHand: true}
          parameters: {url: 'https://example.org/'}
        - name: doc-retention
          type: retention
          schedule: {cron: 0 3 1 1 *}
          parameters: {batch: 7}
        """;
    assertThat(put(ours, document, "").status()).isEqualTo(200);
    String exported = ours.get("api/tasks.yaml", "*/*").text();
    String empty = kiosk.get("api/tasks.yaml", "*/*").text();
    assertThat(empty).doesNotContain("doc-");

    assertThat(put(kiosk, exported, "").text()).contains("/tasks/0/parameters/secret-headers");
    String whole = exported.replace("********", "Authorization: Bearer abc");
    assertThat(put(kiosk, whole, "?dryRun=true").text()).contains("CREATED");
    assertThat(kiosk.get("api/tasks.yaml", "*/*").text()).as("nothing yet").isEqualTo(empty);
    assertThat(put(kiosk, whole, "").status()).isEqualTo(200);
    assertThat(kiosk.get("api/tasks.yaml", "*/*").text()).isEqualTo(exported);
    for (GroundcrewClient instance : List.of(ours, kiosk)) {
      JsonObject attributes = instance.task("doc-call").getJsonObject("attributes");
      assertThat(attributes.getJsonObject("zone").getString("value")).isEqualTo("Europe/Berlin");
      assertThat(instance.runToItsEnd("doc-retention").getString("state")).isEqualTo("SUCCEEDED");
    }
  }

  private static Answer put(GroundcrewClient client, String document, String query) {
    return client.send(
        client.request("api/tasks.yaml" + query).PUT(BodyPublishers.ofString(document)));
  }

  @Test
  void theLogSaysWhichExecutorsServe() {
    assertThat(server.log())
        .contains("managed executors, pooled: java:comp/DefaultManagedExecutorService");
  }

  // ---- The shop, as if Groundcrew were not there.

  @Test
  void theShopsRestIsItsOwn() {
    assertThat(shop.get("api/tasks").text()).isEqualTo("{\"shop\":\"Item[name=tea]\"}");
    assertThat(shop.get("api/tasks/sale").text()).isEqualTo("{\"item\":\"tea\"}");
    assertThat(shop.get("api/tasks").header("Content-Security-Policy")).isEmpty();
    assertThat(shop.get("api/tasks/clock").text()).isEqualTo("1970-01-01T00:00:00Z");
    Answer form =
        shop.send(
            shop.request("api/tasks/form")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("a=b")));
    assertThat(form.text()).isEqualTo("a=b");
    for (String wrong : List.of("api/tasks/broken", "api/runs", "api/api/tasks", "api/api/me")) {
      Answer answer = shop.get(wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(418);
      assertThat(answer.text()).as(wrong).isEqualTo("the shop is sorry");
    }
  }

  @Test
  void theShopsLoginIsItsOwn() {
    assertThat(shop.get("api/tasks/who").text()).isEqualTo("bob true");
    Answer stranger = shop.anonymous().get("api/tasks/who");
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.header("WWW-Authenticate")).contains("shop");
    assertThat(shop.as("admin", TestServer.PASSWORD).get("api/tasks/who").status()).isEqualTo(401);
  }

  /** Whose role is called administrator, too. */
  @Test
  void theShopsUsersOpenNothingOfOurs() {
    assertThat(ours.as("bob", "builder-42").get("api/users").status()).isEqualTo(401);
  }

  /** Also in a database that Groundcrew shares: the kiosk's uses that of the shop. */
  @Test
  void theShopsTablesAndMigrationsAreItsOwn() {
    assertThat(shop.get("api/tasks/books").text())
        .startsWith("flyway_schema_history groundcrew_")
        .endsWith(" scheduled_tasks V1__shop.sql of-the-shop");
  }

  // ---- Several applications, and parts switched off.

  @Test
  void whatTheServerHasOnceCarriesTheApplicationsName()
      throws IOException, MalformedObjectNameException {
    assertThat(ours.get("api/metrics").text()).contains("application=\"shop\"");
    assertThat(kiosk.get("api/metrics").text()).contains("application=\"kiosk\"");
    assertThat(signIn(ours.anonymous()).header("Set-Cookie"))
        .startsWith("groundcrew-session-shop=")
        .contains("Path=/shop/groundcrew/");
    try (var homes = Files.list(server.home())) {
      assertThat(homes.map(home -> home.getFileName().toString()).toList())
          .as("the kiosk's database is the server's")
          .containsExactlyInAnyOrder("shop", "silent");
    }
    String run = ours.run("take-stock");
    ours.awaitEnd(run);
    assertThat(kiosk.get("api/runs/" + run).status()).isEqualTo(404);
    try (JMXConnector jmx = server.connectJmx()) {
      assertThat(
              jmx.getMBeanServerConnection()
                  .queryNames(ObjectName.getInstance("dev.groundcrew:type=Node,*"), null))
          .extracting(name -> name.getKeyProperty("application"))
          .containsExactlyInAnyOrder("shop", "kiosk", "silent");
    }
  }

  @Test
  void theConsoleCanBeSwitchedOff() {
    assertThat(kiosk.get("api/tasks").status()).isEqualTo(200);
    for (String path : List.of("", "runs", "sign-in", "app/main.js")) {
      assertThat(kiosk.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(kiosk.anonymous().get("runs", "text/html").status()).isEqualTo(401);
  }

  @Test
  void restCanBeSwitchedOff() {
    GroundcrewClient silent = at("silent");
    for (String path : List.of("api/tasks", "api/health/ready", "api/events", "app/main.js")) {
      assertThat(silent.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(inShop("silent").get("api/tasks").status()).isEqualTo(200);
  }

  // ---- The JAR.

  /** With PostgreSQL's driver, which the application names itself, and may have already. */
  @Test
  void itAndWhatItNeedsIsSmall() throws IOException {
    long bytes = Files.size(LibraryWar.jar());
    try (var war = new JarFile(TestWar.unchanged().toFile())) {
      bytes +=
          war.stream()
              .filter(entry -> entry.getName().startsWith("WEB-INF/lib/"))
              .filter(entry -> !entry.getName().contains("/h2-"))
              .filter(entry -> !entry.getName().contains("/nimbus-jose-jwt-"))
              .mapToLong(JarEntry::getSize)
              .sum();
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
