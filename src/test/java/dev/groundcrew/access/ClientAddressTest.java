package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.AddressBlock;
import dev.groundcrew.settings.SettingsReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rule 12. */
class ClientAddressTest {
  private static final String PROXY = "10.1.2.3";
  private static final String CLIENT = "192.0.2.43";

  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private static ClientAddress trusting(String proxies) {
    var address = new ClientAddress();
    address.settings = new AccessSettings();
    assertThat(faults(address.settings, proxies)).isEmpty();
    return address;
  }

  private static List<String> faults(AccessSettings settings, String proxies) {
    var reader =
        new SettingsReader(
            key ->
                key.equals("groundcrew.trusted-proxies") ? Optional.of(proxies) : Optional.empty(),
            List.of());
    settings.read(reader);
    return reader.faults();
  }

  private static String of(String remote, Map<String, List<String>> headers) {
    return trusting("10.0.0.0/8, ::1").of(remote, new Headers(headers)::values);
  }

  /** What a request carries. */
  private record Headers(Map<String, List<String>> all) {
    List<String> values(String name) {
      return all.getOrDefault(name, List.of());
    }
  }

  @Test
  void aStrangersWordIsNotTaken() {
    assertThat(of("198.51.100.1", Map.of("X-Forwarded-For", List.of(CLIENT))))
        .isEqualTo("198.51.100.1");
    assertThat(trusting("").of(PROXY, name -> List.of(CLIENT))).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CLIENT,
        "1.2.3.4, " + CLIENT,
        "1.2.3.4, " + CLIENT + ", 10.9.9.9",
        "nonsense, " + CLIENT,
        CLIENT + ":4711",
        " " + CLIENT + " "
      })
  void whatTrustedProxiesTellIsBelievedUpToTheNearestStranger(String told) {
    assertThat(of(PROXY, Map.of("X-Forwarded-For", List.of(told)))).isEqualTo(CLIENT);
    assertThat(of("::1", Map.of("X-Forwarded-For", List.of("1.1.1.1", told)))).isEqualTo(CLIENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.43 | 192.0.2.43",
        "For=\"192.0.2.43:4711\";proto=https;by=10.0.0.1 | 192.0.2.43",
        "proto=https; for=192.0.2.43 | 192.0.2.43",
        "for=1.2.3.4, for=192.0.2.43 | 192.0.2.43",
        "for=\"[2001:db8::17]:4711\" | 2001:db8:0:0:0:0:0:17",
        "for=unknown | 10.1.2.3",
        "for=_hidden, for=10.2.2.2 | 10.2.2.2",
        "proto=https | 10.1.2.3",
        "for=localhost | 10.1.2.3"
      })
  void theStandardHeaderIsRead(String told, String address) {
    assertThat(of(PROXY, Map.of("Forwarded", List.of(told)))).isEqualTo(address);
  }

  @Test
  void bothHeadersAtOnceAreTheProxysOwn() {
    assertThat(
            of(
                PROXY,
                Map.of("Forwarded", List.of("for=1.1.1.1"), "X-Forwarded-For", List.of(CLIENT))))
        .isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0", "::1/129", "10.0.0.1,,", "/8"})
  void whatIsNoNetworkIsAFault(String proxies) {
    assertThat(faults(new AccessSettings(), proxies))
        .isNotEmpty()
        .allMatch(fault -> fault.startsWith("groundcrew.trusted-proxies '"));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.200, true",
    "0.0.0.0/0, 203.0.113.1, true",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fe80::1, false",
    "::/0, 10.0.0.1, false"
  })
  void aNetworkIsAllThatBeginsAlike(String network, String address, boolean inside) {
    assertThat(
            AddressBlock.parse(network)
                .orElseThrow()
                .contains(AddressBlock.address(address).orElseThrow()))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/api/runs/7, https://ops.example/groundcrew/api/runs/7",
    "http://127.0.0.1:8080/api/users/a%20b, https://ops.example/groundcrew/api/users/a%20b",
    "https://elsewhere.example/x, https://elsewhere.example/x"
  })
  void aLocationBeginsWithThePublicUrl(URI location, URI shown) {
    assertThat(
            PublicLocation.within(
                URI.create("https://ops.example/groundcrew/"),
                URI.create("http://127.0.0.1:8080/"),
                location))
        .isEqualTo(shown);
  }
}
