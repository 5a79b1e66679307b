package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.groundcrew.database.MemoryDatabase;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.FakeTaskContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FetchTest {
  private static MemoryDatabase memory;
  private static HttpServer server;
  private static ExecutorService serverThreads;
  private static Client client;
  private static AllowedHosts allowed;

  private final List<Map<String, List<String>>> seen = new ArrayList<>();
  private FakeTaskContext context = FakeTaskContext.proceeding();
  private Instant now = Instant.parse("2026-11-24T03:00:00Z");

  /** Answers one exchange. */
  private interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  private Handler handler = exchange -> send(exchange, 200, "one");

  @BeforeAll
  static void open() throws IOException {
    memory = new MemoryDatabase();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serverThreads = Executors.newCachedThreadPool();
    server.setExecutor(serverThreads);
    server.start();
    allowed = allowing("127.0.0.1:" + server.getAddress().getPort());
    client =
        new Client(
            Executors.defaultThreadFactory(),
            new CheckedAddresses(allowed, SystemDefaultDnsResolver.INSTANCE));
  }

  @AfterAll
  static void close() {
    client.close();
    server.stop(0);
    serverThreads.shutdownNow();
    memory.close();
  }

  @AfterEach
  void clear() {
    memory.clear();
    server.removeContext("/");
  }

  static AllowedHosts allowing(String privates) {
    var hosts = new AllowedHosts();
    hosts.read(
        new SettingsReader(
            key ->
                key.equals("groundcrew.fetch.allow-private")
                    ? Optional.of(privates)
                    : Optional.empty(),
            List.of()));
    return hosts;
  }

  private Fetch fetch(String path) {
    return fetch(path, 100, Duration.ofSeconds(5));
  }

  private Fetch fetch(String path, long mostBytes, Duration timeout) {
    if (seen.isEmpty()) {
      server.createContext(
          "/",
          exchange -> {
            synchronized (seen) {
              seen.add(Map.copyOf(exchange.getRequestHeaders()));
            }
            handler.answer(exchange);
          });
    }
    var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new Fetch(
        "rates",
        new Fetch.Order(uri, Optional.empty(), timeout, mostBytes, 2),
        allowed,
        () -> client,
        memory.database(),
        Runnable::run,
        () -> now);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private String run(Fetch fetch) throws Exception {
    context = FakeTaskContext.proceeding();
    fetch.run(context).toCompletableFuture().get(10, TimeUnit.SECONDS);
    now = now.plusSeconds(60);
    return context.message();
  }

  private static String text(Fetch fetch) {
    return new String(fetch.newest().orElseThrow().body(), StandardCharsets.UTF_8);
  }

  @Test
  void storesEachChangedVersionUpToANumber() throws Exception {
    Fetch fetch = fetch("/");
    assertThat(fetch.newest()).isEmpty();
    assertThat(run(fetch)).isEqualTo("200, 3 bytes, changed");
    assertThat(run(fetch)).startsWith("200, 3 bytes, unchanged since 2026-11-24T03:00:00Z");
    handler = exchange -> send(exchange, 200, "two");
    run(fetch);
    handler = exchange -> send(exchange, 200, "three");
    run(fetch);

    assertThat(text(fetch)).isEqualTo("three");
    assertThat(memory.number("select count(*) as n from groundcrew_fetch")).isEqualTo(2);
  }

  @Test
  void asksWithTheValidatorsOfTheNewestVersionAlsoAfterARestart() throws Exception {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          exchange.getResponseHeaders().set("Last-Modified", "Tue, 24 Nov 2026 02:00:00 GMT");
          send(exchange, seen.size() == 1 ? 200 : 304, seen.size() == 1 ? "one" : "");
        };
    run(fetch("/"));
    Fetch afterRestart = fetch("/");

    assertThat(run(afterRestart)).startsWith("304, unchanged since");
    assertThat(text(afterRestart)).isEqualTo("one");
    assertThat(seen.get(1).get("If-none-match")).containsExactly("\"v1\"");
    assertThat(seen.get(1).get("If-modified-since"))
        .containsExactly("Tue, 24 Nov 2026 02:00:00 GMT");
  }

  @Test
  void refusesAnAnswerThatIsTooLargeWithoutBeingTold() {
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1_000]);
          exchange.close();
        };

    assertThatThrownBy(() -> run(fetch("/"))).hasMessageContaining("larger than max-bytes, 100");
  }

  @Test
  void givesUpAnAnswerThatDoesNotCome() {
    var release = new CountDownLatch(1);
    handler = exchange -> awaitThenSend(release, exchange);

    assertThatThrownBy(() -> run(fetch("/", 100, Duration.ofMillis(200))))
        .hasMessageContaining("Timeout");
    release.countDown();
  }

  private static void awaitThenSend(CountDownLatch release, HttpExchange exchange)
      throws IOException {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    send(exchange, 200, "late");
  }

  @Test
  void followsFiveRedirectsAndNoSixth() throws Exception {
    handler =
        exchange -> {
          int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          if (left > 0) {
            exchange.getResponseHeaders().set("Location", "/" + (left - 1));
          }
          send(exchange, left > 0 ? 302 : 200, "end");
        };

    assertThat(run(fetch("/5"))).contains("changed");
    assertThatThrownBy(() -> run(fetch("/6"))).hasMessageContaining("more than 5 redirects");
  }

  @Test
  void checksARedirectLikeTheFirstUrl() {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
          send(exchange, 302, "");
        };

    assertThatThrownBy(() -> run(fetch("/"))).hasMessageContaining("does not allow port 1");
  }

  @Test
  void makesNoRequestUntilRetryAfterHasPassed() throws Exception {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "120");
          send(exchange, 503, "busy");
        };
    Fetch fetch = fetch("/");
    assertThatThrownBy(() -> run(fetch)).hasMessageContaining("answered 503");
    now = Instant.parse("2026-11-24T03:01:00Z");

    assertThat(run(fetch)).isEqualTo("waiting until 2026-11-24T03:02:00Z as the server asked");
    assertThat(seen).hasSize(1);
    handler = exchange -> send(exchange, 200, "one");
    now = Instant.parse("2026-11-24T03:02:00Z");
    assertThat(run(fetch)).contains("changed");
  }

  @Test
  void fetchesInMemoryWhileTheDatabaseIsAway() throws Exception {
    memory.away(true);
    Fetch fetch = fetch("/");

    assertThat(run(fetch)).contains("changed");
    assertThat(text(fetch)).isEqualTo("one");
    assertThat(context.logLines()).anyMatch(line -> line.contains("stays in memory"));
  }

  @Test
  void twoHundredSlowAnswersHoldNoThreadsOfOurs() throws Exception {
    var release = new CountDownLatch(1);
    var arrived = new AtomicInteger();
    // The client's IO threads start with the first request.
    run(fetch("/"));
    handler =
        exchange -> {
          arrived.incrementAndGet();
          awaitThenSend(release, exchange);
        };
    int before = Thread.activeCount();
    var stages = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 200; i++) {
      stages.add(
          fetch("/slow", 100, Duration.ofSeconds(15))
              .run(FakeTaskContext.proceeding())
              .toCompletableFuture());
    }
    while (arrived.get() < 200) {
      Thread.onSpinWait();
    }
    int ours = Thread.activeCount() - arrived.get() - before;
    release.countDown();
    for (var stage : stages) {
      stage.get(15, TimeUnit.SECONDS);
    }

    assertThat(ours).isLessThan(10);
  }
}
