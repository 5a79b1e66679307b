package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.groundcrew.builtin.http.OutboundClient;
import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.builtin.http.Site;
import dev.groundcrew.builtin.http.WatchedContext;
import dev.groundcrew.database.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Size, time, redirects, threads, and names that move. */
@Tag("database")
class FetchLimitsTest {
  private static TestDatabase memory;
  private final BlockingQueue<HttpExchange> parked = new LinkedBlockingQueue<>();
  private Site site;
  private Workbench bench;

  @BeforeAll
  static void migrate() {
    memory = TestDatabase.Kind.H2.migrated();
  }

  @AfterAll
  static void drop() {
    memory.close();
  }

  @BeforeEach
  void open() throws IOException {
    memory.database().transaction(sql -> sql.update("delete from groundcrew_fetch"));
    site = new Site();
    bench = new Workbench(memory.database());
  }

  @AfterEach
  void close() {
    bench.close();
    site.close();
  }

  private HttpExchange nextParked() throws InterruptedException {
    HttpExchange exchange = parked.poll(5, TimeUnit.SECONDS);
    assertThat(exchange).isNotNull();
    return exchange;
  }

  @Test
  void aBodyOfJustTheRightSizeIsTaken() {
    site.answers(200, "12345", Map.of());
    FetchTask task = bench.task("t", site.url("/"), "max-bytes", "5");
    assertThat(Workbench.run(task).message()).isEqualTo("200, 5 bytes, changed");
  }

  @Test
  void anAnnouncedBodyThatIsTooLongIsRefused() {
    site.answers(200, "123456", Map.of());
    Workbench.assertFails(bench.task("t", site.url("/"), "max-bytes", "5"))
        .isInstanceOf(OutboundException.class)
        .hasMessage("the body has more than the 5 bytes of max-bytes");
  }

  @Test
  void aChunkedBodyIsBrokenOffWhenItGetsTooLong() {
    site.answers(FetchLimitsTest::sendWithoutEnd);
    Workbench.assertFails(bench.task("t", site.url("/"), "max-bytes", "100000"))
        .isInstanceOf(OutboundException.class)
        .hasMessageContaining("100,000 bytes");
  }

  /** Ends only because the other side hangs up. */
  private static void sendWithoutEnd(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      byte[] chunk = new byte[8_192];
      while (true) {
        out.write(chunk);
      }
    }
  }

  @Test
  void theTimeOutEndsAnExchangeThatHangs() throws InterruptedException {
    site.answers(parked::add);
    var context = new WatchedContext();
    var run = bench.task("t", site.url("/"), "timeout", "PT3S").run(context);
    HttpExchange hanging = nextParked();
    assertThat(run).isNotDone();
    context.letPausesPass();

    Workbench.assertFails(run)
        .isInstanceOf(OutboundException.class)
        .hasMessageContaining("longer than the timeout PT3S");
    assertThat(context.pauses()).containsExactly(Duration.ofSeconds(3));
    assertThatClientHangsUp(hanging);
  }

  @Test
  void cancellingTheStageAbortsTheRequest() throws InterruptedException {
    site.answers(parked::add);
    CompletableFuture<Void> run = bench.task("t", site.url("/")).run(new WatchedContext());
    HttpExchange hanging = nextParked();
    run.cancel(true);
    assertThatClientHangsUp(hanging);
  }

  /** Aborted while they connect, while they are sent, and while they wait for the answer. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 20})
  void anAbortedExchangeKeepsNoConnection(int millisUntilTheAbort) {
    site.answers(parked::add);
    var runs = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 100; i++) {
      runs.add(bench.task("t", site.url("/")).run(new WatchedContext()));
    }
    await().pollDelay(Duration.ofMillis(millisUntilTheAbort)).until(() -> true);
    runs.forEach(run -> run.cancel(true));

    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(bench.leased()).isZero());
  }

  /** A server notices only by writing. Writes less than any limit, so that only an abort counts. */
  private static void assertThatClientHangsUp(HttpExchange exchange) {
    await().pollInterval(Duration.ofMillis(10)).until(() -> !canWrite(exchange));
  }

  private static boolean canWrite(HttpExchange exchange) {
    try {
      if (exchange.getResponseCode() < 0) {
        exchange.sendResponseHeaders(200, 0);
      }
      exchange.getResponseBody().write(new byte[100]);
      exchange.getResponseBody().flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void fiveRedirectsAreFollowed() {
    site.answers(exchange -> redirectTimes(exchange, 5));
    FetchTask task = bench.task("t", site.url("/0"));
    assertThat(Workbench.run(task).message()).isEqualTo("200, 7 bytes, changed");
  }

  @Test
  void aSixthRedirectIsNot() {
    site.answers(exchange -> redirectTimes(exchange, 6));
    Workbench.assertFails(bench.task("t", site.url("/0")))
        .isInstanceOf(OutboundException.class)
        .hasMessageContaining("more than 5 redirects");
    assertThat(site.requests()).hasSize(6);
  }

  private static void redirectTimes(HttpExchange exchange, int times) throws IOException {
    int step = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    if (step < times) {
      Site.send(exchange, 302, "moved", Map.of("Location", "/" + (step + 1)));
    } else {
      Site.send(exchange, 200, "arrived", Map.of());
    }
  }

  @Test
  void aRedirectToAPrivateAddressIsRefused() {
    for (String target :
        List.of(
            "http://127.0.0.2/",
            "http://10.0.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]/",
            "http://[fe80::1]/",
            "http://[::ffff:127.0.0.2]/",
            "http://2130706434/",
            "http://0177.0.0.2/",
            "http://0x7f.2/",
            "//127.0.0.2/",
            "ftp://example.com/")) {
      site.answers(302, "", Map.of("Location", target));
      Workbench.assertFails(bench.task("t", site.url("/")))
          .isInstanceOf(OutboundException.class)
          .hasMessageContaining("is refused");
    }
  }

  /** The name says nothing; where it leads is seen when the connection is made. */
  @Test
  void aRedirectToANameOfAPrivateAddressIsRefused() throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress inside = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    var reach = new Reach(Set.of("*"), Set.of("open.example"));
    site.answers(302, "", Map.of("Location", "http://innocent.example/"));
    OutboundClient.Names names =
        host -> new InetAddress[] {host.equals("open.example") ? here : inside};

    try (var bench = new Workbench(memory.database(), reach, reach::allows, names)) {
      Workbench.assertFails(bench.task("t", "http://open.example:" + site.port() + "/"))
          .isInstanceOf(OutboundException.class)
          .hasMessageContaining("10.0.0.1 is no public address");
    }
  }

  @Test
  void aRedirectToNowhereFails() {
    site.answers(302, "", Map.of());
    Workbench.assertFails(bench.task("t", site.url("/")))
        .hasMessageContaining("no usable Location");
  }

  @Test
  void aNameThatLeadsElsewhereTheSecondTimeIsRefusedThen() throws IOException {
    InetAddress first = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress second = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    var addresses = new LinkedBlockingQueue<>(List.of(first, second));
    var reach = new Reach(Set.of("*"), Set.of());
    site.answers(200, "a", Map.of("Connection", "close"));
    // The first address stands in for a public one, which a test must not connect to.
    OutboundClient.Rule rule =
        (host, port, address) -> address.equals(first) || reach.allows(host, port, address);
    OutboundClient.Names names = host -> new InetAddress[] {addresses.remove()};

    try (var moving = new Workbench(memory.database(), reach, rule, names)) {
      FetchTask task = moving.task("t", "http://moving.example:" + site.port() + "/");
      assertThat(Workbench.run(task).message()).endsWith("changed");
      Workbench.assertFails(task)
          .isInstanceOf(OutboundException.class)
          .hasMessageContaining("10.0.0.1 is no public address");
    }
    assertThat(site.requests()).hasSize(1);
  }

  @Test
  void twoHundredSlowExchangesHoldNoThreads() throws InterruptedException {
    var threads = ManagementFactory.getThreadMXBean();
    site.answers(parked::add);
    int before = threads.getThreadCount();
    var runs = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 200; i++) {
      runs.add(bench.task("t" + i, site.url("/")).run(new WatchedContext()));
    }
    var exchanges = new ArrayList<HttpExchange>();
    for (int i = 0; i < 200; i++) {
      exchanges.add(nextParked());
    }
    assertThat(threads.getThreadCount() - before).isLessThan(10);
    for (HttpExchange exchange : exchanges) {
      assertThatCode(() -> Site.send(exchange, 200, "late", Map.of())).doesNotThrowAnyException();
    }
    runs.forEach(Workbench::await);
  }
}
