package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.builtin.http.ForwardProxy;
import dev.groundcrew.builtin.http.SelfMadeCertificate;
import dev.groundcrew.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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

  /** The way of a browser to the provider and back. */
  private IdToken signIn(SmallOpenIdProvider provider, String noProxy) throws Exception {
    OpenIdSignIn openId = asked(provider.issuer(), noProxy);
    try {
      OpenIdProvider from = openId.provider().orElseThrow();
      OpenIdAttempt attempt = openId.begin("");
      URI back = provider.back(from.page(attempt, REDIRECT));
      String code = back.getQuery().replaceAll(".*?code=([^&]*).*", "$1");
      return from.redeem(code, attempt, REDIRECT);
    } finally {
      openId.close();
    }
  }

  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private OpenIdSignIn asked(URI issuer, String noProxy) {
    var set =
        Map.of(
            "groundcrew.oidc.issuer",
            issuer.toString(),
            "groundcrew.oidc.client-id",
            SmallOpenIdProvider.CLIENT,
            "groundcrew.oidc.client-secret",
            SmallOpenIdProvider.SECRET,
            "groundcrew.oidc.viewers",
            "*",
            "groundcrew.http.proxy",
            proxy.url(),
            "groundcrew.http.no-proxy",
            noProxy);
    var reader = new SettingsReader(key -> Optional.ofNullable(set.get(key)), set.keySet());
    var made = new OpenIdSignIn();
    made.settings = new OpenIdSettings();
    made.settings.read(reader);
    assertThat(reader.faults()).isEmpty();
    made.clock = InstantSource.system();
    made.make();
    return made;
  }

  @Test
  void aProviderIsAskedForEverythingInATunnel(@TempDir Path folder) throws Exception {
    var certificate = new SelfMadeCertificate(folder, "dns:" + HOST);
    try (var provider = SmallOpenIdProvider.at(HOST, certificate.context())) {
      IdToken token = trusting(certificate, () -> signIn(provider, "localhost"));

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
      IdToken token = trusting(certificate, () -> signIn(provider, "localhost"));

      assertThat(token.subject()).isEqualTo("id-of-ada");
      assertThat(proxy.asked()).isEmpty();
    }
  }

  /** Else the proxy would read the code and the secret. */
  @Test
  void httpOfThisMachineNeverLeavesIt() throws Exception {
    try (var provider = new SmallOpenIdProvider()) {
      assertThat(signIn(provider, "other.test").subject()).isEqualTo("id-of-ada");
      assertThat(proxy.asked()).isEmpty();
    }
  }

  @Test
  void aProxyThatIsAwayIsSaidToBe() throws Exception {
    OpenIdSignIn openId = asked(URI.create("https://" + HOST + "/realm"), "other.test");
    proxy.close();

    assertThatExceptionOfType(SignInRefused.class)
        .isThrownBy(() -> openId.provider().orElseThrow().page(openId.begin(""), REDIRECT))
        .satisfies(e -> assertThat(e.why()).isEqualTo(Why.UNAVAILABLE));
    openId.close();
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
