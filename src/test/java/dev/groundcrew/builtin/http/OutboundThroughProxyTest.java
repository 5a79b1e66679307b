package dev.groundcrew.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.groundcrew.settings.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 6 of the package. */
class OutboundThroughProxyTest {
  private ForwardProxy proxy;
  private Site site;
  private Reach reach;
  private OutboundClient client;

  @BeforeEach
  void open() throws IOException {
    proxy = new ForwardProxy();
    site = new Site();
    site.answers(200, "reached", Map.of());
    var through = new HttpProxy("127.0.0.1", proxy.port(), Set.of("direct.test"));
    reach =
        new Reach(
            Set.of("*", "named.test"),
            Set.of("inside.test:" + site.port(), "direct.test"),
            Optional.of(through));
    client =
        new OutboundClient(
            Thread::new,
            reach::allows,
            OutboundThroughProxyTest::addresses,
            reach::proxy,
            Timeout.ofSeconds(4));
  }

  /** Behind such a proxy other names are often not known at all. */
  private static InetAddress[] addresses(String host) throws UnknownHostException {
    if (host.equals("127.0.0.1") || host.equals("direct.test")) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
    throw new UnknownHostException(host + " must not be looked up here");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    site.close();
    proxy.close();
  }

  private String fetch(String url) throws Exception {
    var outcome = new CompletableFuture<String>();
    URI target = URI.create(url);
    reach.check(target);
    client.send(
        new AbortableRequest(AsyncRequestBuilder.get(target).build()),
        1_000,
        url,
        new OutboundClient.Outcome() {
          @Override
          public void answered(Answer answer) {
            outcome.complete(
                answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
          }

          @Override
          public void failed(Exception e) {
            outcome.completeExceptionally(e);
          }
        });
    return outcome.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aNamedHostIsLookedUpByTheProxyAlone() throws Exception {
    String url = "http://named.test:" + site.port() + "/a?b=c";
    assertThat(fetch(url)).isEqualTo("200 reached");
    assertThat(proxy.asked()).containsExactly("GET " + url);
    assertThat(site.requests().get(0).getFirst("Host")).isEqualTo("named.test:" + site.port());
  }

  @Test
  void aPrivateHostIsNamedToo() throws Exception {
    assertThat(fetch("http://inside.test:" + site.port() + "/")).isEqualTo("200 reached");
    assertThat(proxy.asked()).hasSize(1);
  }

  @Test
  void aHostOfNoProxyIsCalledDirectly() throws Exception {
    assertThat(fetch("http://direct.test:" + site.port() + "/")).isEqualTo("200 reached");
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void httpsGoesThroughATunnelAndTheTrustStoreOfTheJvmSaysWhomToTrust(@TempDir Path folder)
      throws Exception {
    var certificate = new SelfMadeCertificate(folder, "dns:named.test");
    HttpsServer secret = https(certificate);
    String url = "https://named.test:" + secret.getAddress().getPort() + "/";
    try {
      assertThatThrownBy(() -> fetch(url))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("certification path");
      client.close();
      trusting(certificate, () -> assertThat(again(url)).isEqualTo("204 "));
      assertThat(proxy.asked())
          .isNotEmpty()
          .allMatch(("CONNECT named.test:" + secret.getAddress().getPort())::equals);
    } finally {
      secret.stop(0);
    }
  }

  private String again(String url) throws Exception {
    client =
        new OutboundClient(
            Thread::new,
            reach::allows,
            OutboundThroughProxyTest::addresses,
            reach::proxy,
            Timeout.ofSeconds(4));
    return fetch(url);
  }

  private interface Work {
    void run() throws Exception;
  }

  /** The properties are read when the client starts. */
  private static void trusting(SelfMadeCertificate certificate, Work work) throws Exception {
    var values =
        Map.of(
            "javax.net.ssl.trustStore",
            certificate.trustStore().toString(),
            "javax.net.ssl.trustStorePassword",
            SelfMadeCertificate.PASSWORD);
    assertThat(System.getProperties()).doesNotContainKeys("javax.net.ssl.trustStore");
    try {
      values.forEach(System::setProperty);
      work.run();
    } finally {
      values.keySet().forEach(System::clearProperty);
    }
  }

  private static HttpsServer https(SelfMadeCertificate certificate)
      throws IOException, GeneralSecurityException {
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.createContext("/", exchange -> Site.send(exchange, 204, "", Map.of()));
    server.start();
    return server;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.216.34/",
        "http://10.0.0.1/",
        "http://127.0.0.1/",
        "http://[2606:4700::1111]/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/"
      })
  void anAddressIsRefusedWhateverItIs(String url) {
    assertThatThrownBy(() -> reach.check(URI.create(url)))
        .isInstanceOf(OutboundException.class)
        .hasMessageContaining("groundcrew.http.proxy only names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/"})
  void anAddressInAnotherFormIsRefusedAsEver(String url) {
    assertThatThrownBy(() -> reach.check(URI.create(url))).hasMessageContaining("four decimal");
  }

  /** Else a name that only the proxy knows would lead into its network. */
  @ParameterizedTest
  @ValueSource(strings = {"http://metadata.test/", "http://localhost/", "http://inside.test:1/"})
  void theStarAllowsNoName(String url) {
    assertThatThrownBy(() -> reach.check(URI.create(url)))
        .hasMessageContaining("groundcrew.fetch.allow must name it");
  }

  @Test
  void aHostOfNoProxyIsHeldToItsAddressAsEver() {
    var direct = new HttpProxy("proxy.test", 3128, Set.of(".direct.test"));
    var held = new Reach(Set.of("*"), Set.of(), Optional.of(direct));
    assertThatCode(() -> held.check(URI.create("http://a.direct.test/")))
        .doesNotThrowAnyException();
    var names = new CheckedNames(held::allows, host -> loopback());
    for (String host : List.of("a.direct.test", "proxy.test")) {
      assertThatThrownBy(() -> names.resolve(host, 80)).hasMessageContaining("no public address");
    }
    assertThatCode(() -> names.resolve("proxy.test", 3128)).doesNotThrowAnyException();
  }

  private static InetAddress[] loopback() {
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }
}
