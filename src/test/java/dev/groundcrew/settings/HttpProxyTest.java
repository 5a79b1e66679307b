package dev.groundcrew.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {
  private static final String PROXY = "groundcrew.http.proxy";
  private static final String NO_PROXY = "groundcrew.http.no-proxy";

  private List<String> faults = List.of();

  private Optional<HttpProxy> read(Map<String, String> texts) {
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    Optional<HttpProxy> proxy = HttpProxy.read(reader);
    reader.refuseUnknown();
    faults = reader.faults();
    return proxy;
  }

  @Test
  void thereIsNoneUnlessItIsSet() {
    assertThat(read(Map.of())).isEmpty();
    assertThat(read(Map.of(NO_PROXY, "intranet"))).isEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void whatIsOnThisMachineIsCalledDirectlyUnlessSomethingElseIsSet() {
    HttpProxy proxy = read(Map.of(PROXY, "http://Proxy.example.:3128/")).orElseThrow();
    assertThat(faults).isEmpty();
    assertThat(proxy)
        .isEqualTo(new HttpProxy("proxy.example", 3128, Set.of("localhost", "127.0.0.1", "[::1]")));
    assertThat(proxy.isAt("PROXY.example", 3128)).isTrue();
    assertThat(proxy.isAt("proxy.example", 80)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "intranet, false",
    "INTRANET., false",
    "a.corp.example, false",
    "a.b.corp.example, false",
    "10.0.0.5, false",
    "::1, false",
    "corp.example, true",
    "notcorp.example, true",
    "intranet.example, true",
    "10.0.0.50, true",
    "localhost, true"
  })
  void hostsOfNoProxyAreCalledDirectly(String host, boolean served) {
    var texts = new HashMap<>(Map.of(PROXY, "http://[::1]:3128"));
    texts.put(NO_PROXY, "Intranet , .corp.example,10.0.0.5,, [::1]");
    assertThat(read(texts).orElseThrow().serves(host)).isEqualTo(served);
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example:3128",
        "https://proxy.example:3128",
        "http://proxy.example",
        "http://proxy.example:0",
        "http://proxy.example:65536",
        "http://anna:secret@proxy.example:3128",
        "http://proxy.example:3128/path",
        "http://proxy.example:3128?a=secret",
        "http://:3128",
        "socks5://proxy.example:3128",
        "not a url"
      })
  void somethingElseIsAFaultThatShowsNoPassword(String text) {
    assertThat(read(Map.of(PROXY, text))).isEmpty();
    assertThat(faults)
        .containsExactly(PROXY + " must be http://HOST:PORT, without a user or anything else");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*.example", "host:80", "http://host", "a b", "."})
  void whatIsNoHostIsAFault(String entry) {
    read(Map.of(PROXY, "http://proxy.example:3128", NO_PROXY, entry));
    assertThat(faults).singleElement().asString().startsWith(NO_PROXY + " '");
  }
}
