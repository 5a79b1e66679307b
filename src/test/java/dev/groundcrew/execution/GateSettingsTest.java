package dev.groundcrew.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateSettingsTest {
  private static SettingsReader reader(Map<String, String> texts) {
    return new SettingsReader(
        key -> Optional.ofNullable(texts.get(key)), List.copyOf(texts.keySet()));
  }

  @Test
  void requestsThatNobodyWaitsForNeverCount() {
    GateSettings settings = GateSettings.read(reader(Map.of()));

    assertThat(List.of("/api/health", "/api/health/ready", "/api/metrics", "/api/events"))
        .allMatch(settings::excludes);
    assertThat(List.of("/", "/api/runs", "/api/metrics2", "/other/api/metrics"))
        .noneMatch(settings::excludes);
  }

  @Test
  void pathsAreExcludedWholeOrByTheirBeginning() {
    GateSettings settings =
        GateSettings.read(reader(Map.of("groundcrew.gate.exclude", "/reports/*, /feed")));

    assertThat(List.of("/reports/", "/reports/today/all", "/feed")).allMatch(settings::excludes);
    assertThat(List.of("/reports", "/feed/more", "/a/feed")).noneMatch(settings::excludes);
  }

  @Test
  void shareAndReserveArePercent() {
    GateSettings settings =
        GateSettings.read(
            reader(Map.of("groundcrew.gate.share", "25", "groundcrew.gate.reserve", "0")));

    assertThat(settings.share()).isEqualTo(0.25);
    assertThat(settings.reserve()).isZero();
    assertThat(settings.enabled()).isTrue();
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    SettingsReader reader = reader(Map.of("groundcrew.gate.exclude", "reports"));
    GateSettings ignored = GateSettings.read(reader);

    assertThat(reader.faults().toString()).contains("'reports' must be a path");
  }
}
