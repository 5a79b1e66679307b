package dev.groundcrew.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static final Reach PUBLIC = new Reach(Set.of("*"), Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://0.0.0.0/",
        "http://0.1.2.3/",
        "http://10.1.2.3/",
        "http://100.64.0.1/",
        "http://100.127.255.255/",
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://127.255.255.254:8080/",
        "http://169.254.169.254/latest/meta-data",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.0.0.8/",
        "http://192.168.1.1/",
        "http://198.18.0.1/",
        "http://198.19.255.255/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://127.0.1/",
        "http://8.8.8.08/",
        "http://3232235777/",
        "http://0300.0250.01.01/",
        "http://0xc0.0xa8.1.1/",
        "http://0xA9FEA9FE/",
        "http://169.254.43518/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://[::]/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:ffff:10.0.0.1]/",
        "http://[::7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:1::]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[ff02::1]/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "ftp://example.com/",
        "file:///etc/hosts",
        "http:opaque",
        "http:///path",
        "relative",
        "http://user@example.com/",
        "http://user:secret@example.com/",
        "http://example.com:0/",
        "http://example.com:65536/"
      })
  void isRefused(String url) {
    assertThatThrownBy(() -> PUBLIC.check(URI.create(url)))
        .isInstanceOf(OutboundException.class)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "https://EXAMPLE.com:8443/a?b=c",
        "http://8.8.8.8/",
        "http://100.128.0.1/",
        "http://172.32.0.1/",
        "http://99.255.255.255/",
        "http://192.0.1.1/",
        "http://[2606:4700::1111]/",
        "http://1.example.com/",
        "http://1e100.example/"
      })
  void isAllowed(String url) {
    assertThatCode(() -> PUBLIC.check(URI.create(url))).doesNotThrowAnyException();
  }

  @Test
  void onlyNamedHostsAreAllowedOnceOneIsNamed() {
    var reach = new Reach(Set.of("example.com"), Set.of("build.internal:8080"));
    assertThatCode(() -> reach.check(URI.create("https://Example.com./")))
        .doesNotThrowAnyException();
    assertThatCode(() -> reach.check(URI.create("http://build.internal:8080/")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> reach.check(URI.create("http://build.internal/")))
        .hasMessageContaining("groundcrew.fetch.allow does not name it");
    assertThatThrownBy(() -> reach.check(URI.create("http://other.example.com/")))
        .hasMessageContaining("groundcrew.fetch.allow does not name it");
  }

  @Test
  void aPrivateHostMayBeNamedWithOrWithoutPort() throws UnknownHostException {
    var reach = new Reach(Set.of("*"), Set.of("localhost:8080", "10.0.0.1", "[::1]:81"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    assertThat(reach.allows("LOCALHOST", 8080, loopback)).isTrue();
    assertThat(reach.allows("localhost", 8081, loopback)).isFalse();
    assertThat(reach.allows("::1", 81, loopback)).isTrue();
    assertThatCode(() -> reach.check(URI.create("https://10.0.0.1/"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> reach.check(URI.create("https://10.0.0.2/")))
        .hasMessageContaining("allow-private");
  }

  @Test
  void oneRefusedAddressRefusesTheName() throws UnknownHostException {
    InetAddress open = InetAddress.getByAddress(new byte[] {8, 8, 8, 8});
    InetAddress closed = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    var names = new CheckedNames(PUBLIC::allows, host -> new InetAddress[] {open, closed});
    assertThatThrownBy(() -> names.resolve("both.example", 80))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("10.0.0.1 is no public address");
  }

  /** Whatever name it is that leads there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001:0:1::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1"
      })
  void aNameThatLeadsThereIsRefused(String text) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(text);
    var names = new CheckedNames(PUBLIC::allows, host -> new InetAddress[] {address});
    assertThatThrownBy(() -> names.resolve("innocent.example", 80))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no public address");
  }

  /** As some resolvers give it: the JDK itself unwraps an address that is mapped into IPv6. */
  @Test
  void aMappedAddressThatWasNotUnwrappedIsRefused() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("::").getAddress();
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    bytes[12] = 10;
    assertThat(PUBLIC.allows("innocent.example", 80, Inet6Address.getByAddress(null, bytes, -1)))
        .isFalse();
  }
}
