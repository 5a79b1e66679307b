package dev.groundcrew.builtin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator can set. */
class OutboundSettingsTest {
  private final OutboundSettings settings = new OutboundSettings();

  private SettingsReader read(Map<String, String> texts) {
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    settings.read(reader);
    return reader;
  }

  @Test
  void withoutSettingsEveryPublicHostIsAllowed() {
    assertThat(read(Map.of()).faults()).isEmpty();
    assertThat(settings.reach()).isEqualTo(new Reach(Set.of("*"), Set.of()));
  }

  @Test
  void hostsAreListedWithCommas() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.fetch.allow", "Example.com, api.example.",
                "groundcrew.fetch.allow-private", "Localhost:8080, ::1 ,[::1]:81"));
    assertThat(reader.faults()).isEmpty();
    assertThat(settings.reach())
        .isEqualTo(
            new Reach(
                Set.of("example.com", "api.example"),
                Set.of("localhost:8080", "[::1]", "[::1]:81")));
    assertThat(settings.reach().allows("localhost", 8080, InetAddress.getLoopbackAddress()))
        .isTrue();
  }

  @Test
  void whatIsNoHostIsAFault() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.fetch.allow", "https://example.com",
                "groundcrew.fetch.allow-private", "*"));
    assertThat(reader.faults()).hasSize(2);
  }
}
