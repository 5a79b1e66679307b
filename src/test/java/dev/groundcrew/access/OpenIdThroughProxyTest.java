package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.builtin.http.ForwardProxy;
import dev.groundcrew.builtin.http.SelfMadeCertificate;
import dev.groundcrew.settings.HttpProxy;
import dev.groundcrew.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider whose name the proxy alone can look up, asked through it. */
class OpenIdThroughProxyTest {
  private static final URI REDIRECT = URI.create("https://ops.example/api/openid/callback");
  private static final String HOST = "sso.test";

  private ForwardProxy proxy;

  @BeforeEach
  void open() throws Exception {
    proxy = new ForwardProxy();
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
  }

  private HttpProxy but(String... direct) {
    return new HttpProxy("127.0.0.1", proxy.port(), Set.of(direct));
  }

  private static OpenIdSettings settings(URI issuer, String... more) {
    var set = new TreeMap<String, String>();
    set.put("groundcrew.oidc.issuer", issuer.toString());
    set.put("groundcrew.oidc.client-id", SmallOpenIdProvider.CLIENT);
    set.put("groundcrew.oidc.client-secret", SmallOpenIdProvider.SECRET);
    set.put("groundcrew.oidc.viewers", "*");
    for (int i = 0; i < more.length; i += 2) {
      set.put(more[i], more[i + 1]);
    }
    var reader = new SettingsReader(key -> Optional.ofNullable(set.get(key)), set.keySet());
    var settings = new OpenIdSettings();
    settings.read(reader);
    assertThat(reader.faults()).isEmpty();
    return settings;
  }

  /** The way of a browser to the provider and back. */
  private static IdToken signIn(SmallOpenIdProvider provider, Optional<HttpProxy> through)
      throws Exception {
    OpenIdClient client = settings(provider.issuer()).client().orElseThrow();
    try (var http = new OpenIdHttp(through)) {
      var from = new OpenIdProvider(client, http, InstantSource.system());
      OpenIdAttempt attempt = OpenIdAttempt.begin(Instant.now(), "");
      URI back = provider.back(from.page(attempt, REDIRECT));
      String code = back.getQuery().replaceAll(".*?code=([^&]*).*", "$1");
      return from.redeem(code, attempt, REDIRECT);
    }
  }

  @Test
  void aProviderIsAskedForEverythingInATunnel(@TempDir Path folder) throws Exception {
    var certificate = new SelfMadeCertificate(folder, "dns:" + HOST);
    try (var provider = SmallOpenIdProvider.at(HOST, certificate.context())) {
      IdToken token =
          trusting(certificate, () -> signIn(provider, Optional.of(but("localhost"))));

      assertThat(token.subject()).isEqualTo("id-of-ada");
      assertThat(proxy.asked())
          .isNotEmpty()
          .allMatch(("CONNECT " + HOST + ":" + provider.issuer().getPort())::equals);
    }
  }

  @Test
  void aProviderOfNoProxyIsAskedDirectly(@TempDir Path folder) throws Exception {
    var certificate = new SelfMadeCertificate(folder, "dns:localhost");
    try (var provider = SmallOpenIdProvider.at("localhost", certificate.context())) {
      IdToken token =
          trusting(certificate, () -> signIn(provider, Optional.of(but("localhost"))));

      assertThat(token.subject()).isEqualTo("id-of-ada");
      assertThat(proxy.asked()).isEmpty();
    }
  }

  /** Else the proxy would read the code and the secret. */
  @Test
  void httpOfThisMachineNeverLeavesIt() throws Exception {
    try (var provider = new SmallOpenIdProvider()) {
      assertThat(signIn(provider, Optional.of(but())).subject()).isEqualTo("id-of-ada");
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @Test
  void aProxyThatIsAwayIsSaidToBe() throws Exception {
    URI issuer = URI.create("https://" + HOST + "/realm");
    HttpProxy gone = but();
    proxy.close();
    try (var http = new OpenIdHttp(Optional.of(gone))) {
      assertThatExceptionOfType(SignInRefused.class)
          .isThrownBy(() -> OpenIdEndpoints.discover(http, issuer))
          .satisfies(e -> assertThat(e.why()).isEqualTo(Why.UNAVAILABLE));
    }
  }

  @Test
  void itIsTheProxyOfAllOutgoingCalls() {
    OpenIdSettings settings =
        settings(
            URI.create("https://sso.example"),
            "groundcrew.http.proxy",
            "http://proxy.example:3128",
            "groundcrew.http.no-proxy",
            ".example");

    assertThat(settings.proxy())
        .contains(new HttpProxy("proxy.example", 3128, Set.of(".example")));
  }

  private interface Work {
    IdToken done() throws Exception;
  }

  /** A client trusts whom its JVM trusts when it is made. */
  private static IdToken trusting(SelfMadeCertificate certificate, Work work) throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(certificate.context());
    try {
      return work.done();
    } finally {
      SSLContext.setDefault(before);
    }
  }
}
