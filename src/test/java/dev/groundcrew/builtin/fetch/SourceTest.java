package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.builtin.http.OutboundSettings;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.Parameters;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator can set. */
class SourceTest {
  private final OutboundSettings settings = new OutboundSettings();

  private SettingsReader read(Map<String, String> texts) {
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    settings.read(reader);
    return reader;
  }

  private void create(Map<String, String> parameters) {
    Source unused = Source.of("t", Parameters.of(Source.PARAMETERS, parameters), settings.reach());
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

  @Test
  void aUrlThatMayNotBeFetchedIsRefusedAtStartUp() {
    read(Map.of());
    assertThatThrownBy(() -> create(Map.of("url", "http://127.0.0.1/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("groundcrew.fetch.allow-private");
    assertThatThrownBy(() -> create(Map.of("url", "no url")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("url is not a URL");
    assertThatThrownBy(() -> create(Map.of("url", "http://example.com", "accept", "a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accept");
  }
}
