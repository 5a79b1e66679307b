package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private final AllowedHosts hosts = new AllowedHosts();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "0.1.2.3",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1"
      })
  void anAddressThatIsNotOfThePublicInternetIsRefused(String address) throws Exception {
    assertThat(AllowedHosts.isPublic(address(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void aPublicAddressIsLetThrough(String address) throws Exception {
    assertThat(AllowedHosts.isPublic(address(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://0x7f.1/", "ftp://example.org/", "file:///etc/passwd", "http://user@example.org/",
        "http:///nohost", "jar:http://example.org/!/", "http://127.0.0.01/"
      })
  void aUrlThatHidesItsTargetIsRefused(String url) {
    assertThatThrownBy(() -> hosts.check(URI.create(url))).isInstanceOf(FetchException.class);
  }

  @Test
  void aNameThatResolvesDifferentlyTheSecondTimeGainsNothing() throws Exception {
    Deque<InetAddress> answers =
        new ArrayDeque<>(List.of(address("1.1.1.1"), address("127.0.0.1")));
    var resolver = new CheckedAddresses(hosts, answering(answers));

    assertThat(resolver.resolve("rebind.example")).hasSize(1);
    assertThatThrownBy(() -> resolver.resolve("rebind.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("private address");
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getAllByName(text)[0];
  }

  private static DnsResolver answering(Deque<InetAddress> answers) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) {
        return new InetAddress[] {answers.remove()};
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  @Test
  void aPrivateHostIsAllowedAtItsPortOnly() {
    AllowedHosts some = FetchTest.allowing("intranet:8080");

    some.check(URI.create("http://intranet:8080/"));
    assertThatThrownBy(() -> some.check(URI.create("http://intranet:9090/")))
        .hasMessageContaining("does not allow port 9090");
  }
}
