package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.groundcrew.builtin.http.ForwardProxy;
import dev.groundcrew.builtin.http.SelfMadeCertificate;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The application behind a proxy that speaks TLS and takes a prefix off, and its own calls through
 * another one.
 */
// A proxy need only stand there.
@SuppressWarnings("try")
class BehindProxyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Path FOLDER =
      Path.of("target", "reverse-proxy-" + ProcessHandle.current().pid()).toAbsolutePath();

  private static final List<String> taken = new CopyOnWriteArrayList<>();
  private static final int PORT = FreePort.any();
  private static final String BASE = "https://127.0.0.1:" + PORT + "/groundcrew/";

  private static SelfMadeCertificate certificate;
  private static ForwardProxy forward;
  private static HttpsServer receiver;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(FOLDER);
    certificate = new SelfMadeCertificate(FOLDER, "ip:127.0.0.1,dns:hooks.test");
    forward = new ForwardProxy();
    receiver = receiver();
    server =
        TestServer.of(TestWar.withTestTasks())
            .with("groundcrew.public-url", BASE)
            .with("groundcrew.trusted-proxies", "127.0.0.1")
            .with("groundcrew.http.proxy", forward.url())
            .with("groundcrew.fetch.allow", "hooks.test")
            .with("groundcrew.alerts.ops.url", receiverUrl("hook"))
            .with("groundcrew.alerts.heartbeat-url", receiverUrl("beat"))
            .withEnvironment(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                    .formatted(certificate.trustStore(), SelfMadeCertificate.PASSWORD))
            .start();
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
    }
    receiver.stop(0);
    forward.close();
  }

  private static HttpsServer receiver() throws IOException, GeneralSecurityException {
    var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    https.createContext("/", BehindProxyIT::take);
    https.start();
    return https;
  }

  private static void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      taken.add(exchange.getRequestURI() + " " + body);
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String receiverUrl(String path) {
    return "https://hooks.test:" + receiver.getAddress().getPort() + "/" + path;
  }

  private static ReverseProxy inFront(ReverseProxy.Kind kind) throws Exception {
    int behind = server.baseUri().getPort();
    return ReverseProxy.start(
        kind, new ReverseProxy.Place(FOLDER.resolve(kind.toString()), certificate, PORT, behind));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aPersonSignsInRunsATaskWatchesItLiveAndSignsOut() throws Exception {
    signsInRunsATaskWatchesItLiveAndSignsOut(ReverseProxy.Kind.NGINX);
  }

  @Test
  @Tag("full")
  void theSameThroughHaproxy() throws Exception {
    signsInRunsATaskWatchesItLiveAndSignsOut(ReverseProxy.Kind.HAPROXY);
  }

  private static void signsInRunsATaskWatchesItLiveAndSignsOut(ReverseProxy.Kind kind)
      throws Exception {
    try (ReverseProxy ignored = inFront(kind);
        Console console = Console.anonymous(BASE).expectRefusals()) {
      Page page = console.page();
      console.open("runs");
      assertThat(page.locator("h1")).hasText("Sign in");
      page.getByLabel("Name").fill("admin");
      page.getByLabel("Password").fill(TestServer.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("main h1")).hasText("Runs");
      assertThat(page).hasURL(BASE + "runs");
      assertThatTheCookieStaysWithin(page);

      link(page, "Tasks").click();
      assertThat(page.locator("main h1")).hasText("Tasks");
      link(page, "talks").click();
      button(page, "Run now").click();
      link(page, "See the run").click();
      assertThat(page.locator(".title .state").first()).hasText("Succeeded");

      String run = server.client().run("finishes-when-told");
      server.client().awaitState(run, "RUNNING");
      console.open("run?id=" + run);
      assertThat(page.locator(".title .state").first()).hasText("Running");
      assertThat(server.client().cancel(run).status()).isEqualTo(202);
      assertThat(page.locator(".title .state").first())
          .hasText(Pattern.compile("Cancelled|Succeeded"));

      button(page, "Sign out").click();
      assertThat(page.locator("h1")).hasText("Sign in");
      console.open("");
      assertThat(page.locator("h1")).hasText("Sign in");
      // Else a request may be under way that nobody answers any more.
      page.navigate("about:blank");
    }
  }

  private static void assertThatTheCookieStaysWithin(Page page) {
    List<Cookie> cookies = page.context().cookies(BASE);
    assertThat(cookies)
        .singleElement()
        .satisfies(
            cookie -> {
              assertThat(cookie.path).isEqualTo("/groundcrew/");
              assertThat(cookie.secure).isTrue();
              assertThat(cookie.httpOnly).isTrue();
              assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            });
    assertThat(page.context().cookies("https://127.0.0.1:" + PORT + "/other/")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aProgramFindsEverythingBelowThePublicUrl(ReverseProxy.Kind kind) throws Exception {
    try (ReverseProxy ignored = inFront(kind)) {
      Reply run = ask("POST", "api/tasks/talks/run", authorization());
      assertThat(run.status()).as(run.toString()).isEqualTo(202);
      assertThat(run.header("Location")).startsWith(BASE + "api/runs/");
      String path = run.header("Location").substring(BASE.length());
      assertThat(ask("GET", path, authorization()).status()).isEqualTo(200);

      assertThat(askAt("GET", "/groundcrew").header("Location")).endsWith("/groundcrew/");
      Reply page = ask("GET", "runs", "Accept: text/html");
      assertThat(page.status()).isEqualTo(303);
      assertThat(page.header("Location")).isEqualTo("sign-in?then=runs");
      for (String own : List.of("health", "metrics", "openapi", "metrics/base")) {
        assertThat(ask("GET", own).status()).as("Payara's own /" + own).isEqualTo(404);
      }
      assertThat(askAt("GET", "/").status()).as("beside the prefix").isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheOriginOfThePublicUrlMayWrite(ReverseProxy.Kind kind) throws Exception {
    try (ReverseProxy ignored = inFront(kind)) {
      Map<String, Integer> answers =
          Map.of(
              "https://127.0.0.1:" + PORT,
              202,
              "http://127.0.0.1:" + server.baseUri().getPort(),
              403,
              "https://127.0.0.1",
              403,
              "https://evil.example",
              403,
              "null",
              403);
      answers.forEach(
          (origin, status) ->
              assertThat(
                      ask("POST", "api/tasks/talks/run", authorization(), "Origin: " + origin)
                          .status())
                  .as(origin)
                  .isEqualTo(status));
    }
  }

  /** What the client says about itself is written over. */
  @ParameterizedTest
  @EnumSource
  void theAuditKnowsWhereARequestComesFrom(ReverseProxy.Kind kind) throws Exception {
    String name = "stranger-" + kind.toString().toLowerCase(Locale.ROOT);
    try (ReverseProxy ignored = inFront(kind)) {
      Reply refused =
          ask(
              "POST",
              "api/session",
              "{\"user\":\"%s\",\"password\":\"wrong\"}".formatted(name),
              List.of(
                  "Content-Type: application/json",
                  "X-Forwarded-For: 198.51.100.9",
                  "Forwarded: for=198.51.100.8"));
      assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
      List<JsonObject> entries = server.client().get("api/audit?who=" + name).items();
      assertThat(entries)
          .extracting(entry -> entry.getString("address"))
          .containsExactly("127.0.0.5");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStreamOfEventsIsPassedOnAsItComes(ReverseProxy.Kind kind) throws Exception {
    try (ReverseProxy ignored = inFront(kind);
        Socket socket = connect()) {
      write(socket, "GET", "/groundcrew/api/events", "", List.of(authorization()));
      BufferedReader lines = reader(socket);
      awaitLine(lines, "event: hello");
      String run = server.client().run("talks");
      awaitLine(lines, run);
    }
  }

  @Test
  void anAlertGoesThroughTheOutgoingProxyAndLinksToThePublicUrl() {
    assertThat(server.client().post("api/alerts/test").status()).isEqualTo(202);
    await("the alert")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(taken)
                    .anyMatch(
                        message ->
                            message.startsWith("/hook ")
                                && message.contains("\"link\":\"" + BASE + "problems\"")));
    await("the heartbeat").atMost(PATIENCE).until(() -> taken.contains("/beat "));
    assertThat(forward.asked()).contains("CONNECT hooks.test:" + receiver.getAddress().getPort());
  }

  @Test
  void aTaskCallsOutThroughTheProxyAndNothingButNames() {
    GroundcrewClient client = server.client();
    String task = "{\"name\":\"%s\",\"type\":\"http-call\",\"parameters\":{\"url\":\"%s\"}}";
    assertThat(client.post("api/tasks", task.formatted("calls", receiverUrl("called"))).status())
        .isEqualTo(201);
    JsonObject run = client.runToItsEnd("calls");
    assertThat(run.getString("state")).as(run.toString()).isEqualTo("SUCCEEDED");
    assertThat(taken).contains("/called ");
    for (String url : List.of("https://93.184.216.34/", "https://other.test/")) {
      var refused = client.post("api/tasks", task.formatted("escapes", url));
      assertThat(refused.status()).as(url).isEqualTo(400);
      assertThat(refused.text()).contains("groundcrew.http.proxy");
    }
  }

  // ---- Requests over TLS from an address that is nobody else's.

  /** Status line, header lines, and what came of the body with them. */
  private record Reply(List<String> head) {
    int status() {
      return Integer.parseInt(head.get(0).split(" ", 3)[1]);
    }

    String header(String name) {
      return head.stream()
          .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  private static String authorization() {
    return "Authorization: " + server.client().authorization().orElseThrow();
  }

  private static Reply ask(String method, String path, String... headers) {
    return askAt(method, "/groundcrew/" + path, headers);
  }

  private static Reply askAt(String method, String target, String... headers) {
    return exchange(method, target, "", List.of(headers));
  }

  private static Reply ask(String method, String path, String body, List<String> headers) {
    return exchange(method, "/groundcrew/" + path, body, headers);
  }

  private static Reply exchange(String method, String target, String body, List<String> headers) {
    try (Socket socket = connect()) {
      write(socket, method, target, body, headers);
      BufferedReader lines = reader(socket);
      var head = new ArrayList<String>();
      for (String line = lines.readLine();
          line != null && !line.isEmpty();
          line = lines.readLine()) {
        head.add(line);
      }
      return new Reply(head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetAddress loopback(int host) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
  }

  private static Socket connect() throws IOException {
    try {
      Socket socket =
          certificate.context().getSocketFactory().createSocket(loopback(1), PORT, loopback(5), 0);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void write(
      Socket socket, String method, String target, String body, List<String> headers)
      throws IOException {
    String head =
        Stream.concat(
                Stream.of(
                    method + " " + target + " HTTP/1.1",
                    "Host: 127.0.0.1:" + PORT,
                    "Content-Length: " + body.length(),
                    "Connection: close"),
                headers.stream())
            .map(line -> line + "\r\n")
            .reduce("", String::concat);
    socket.getOutputStream().write((head + "\r\n" + body).getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  /** The time-out of the socket fails the test. */
  private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(wanted)) {
        return;
      }
    }
    throw new AssertionError("the stream has ended without " + wanted);
  }
}
