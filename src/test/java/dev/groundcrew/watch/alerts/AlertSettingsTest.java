package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 1 of the package. */
class AlertSettingsTest {
  private final AlertSettings settings = new AlertSettings();

  private SettingsReader read(Map<String, String> texts) {
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    settings.read(reader);
    reader.refuseUnknown();
    return reader;
  }

  @Test
  void readsReceiversByName() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.alerts.ops.url", "https://ops.example.org/hook",
                "groundcrew.alerts.ops.secret", "correct horse",
                "groundcrew.alerts.chat.url", "https://hooks.example.org/services/T0/B0/key",
                "groundcrew.alerts.chat.kind", "slack"));

    assertThat(reader.faults()).isEmpty();
    assertThat(settings.receivers())
        .extracting(Receiver::name, Receiver::kind, Receiver::host)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("chat", ReceiverKind.SLACK, "hooks.example.org"),
            org.assertj.core.groups.Tuple.tuple("ops", ReceiverKind.WEBHOOK, "ops.example.org"));
  }

  @Test
  void everyFaultIsNamedAndNoKeyIsRepeated() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.alerts.a.url", "file:///etc/key",
                "groundcrew.alerts.b.kind", "pigeon",
                "groundcrew.alerts.c.url", "https://c.example.org",
                "groundcrew.alerts.c.secret", "whsec_!",
                "groundcrew.alerts.heartbeat-url", "not a url"));

    assertThat(reader.faults())
        .containsExactlyInAnyOrder(
            "groundcrew.alerts.heartbeat-url must be an http or https URL with a host",
            "groundcrew.alerts.a.url must be an http or https URL with a host",
            "groundcrew.alerts.b.url must be set: where alerts for b go",
            "groundcrew.alerts.b.kind 'pigeon' must be webhook or slack",
            "groundcrew.alerts.c.secret must have base 64 behind whsec_");
  }
}
