package dev.groundcrew.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsInForceTest {
  @ParameterizedTest
  @CsvSource({
    "groundcrew.database.password, x, ********",
    "groundcrew.alerts.ops.secret, x, ********",
    "groundcrew.task.a.parameters.headers, x, ********",
    "groundcrew.alerts.ops.url, https://hooks.example.org/T0/B0/key, https://hooks.example.org/********",
    "groundcrew.alerts.ops.url, https://me:pw@hooks.example.org, https://hooks.example.org/********",
    "groundcrew.alerts.ops.url, https://hooks.example.org/, https://hooks.example.org/",
    "groundcrew.database.url, jdbc:postgresql://db/g?password=x, jdbc:postgresql://db/g?********",
    "groundcrew.database.url, jdbc:postgresql://u:pw@db/g, jdbc:postgresql://********@db/g",
    "groundcrew.database.url, jdbc:h2:file:/home/g;PASSWORD=x, jdbc:h2:file:/home/g?********",
    "groundcrew.database.url, jdbc:postgresql://db/g, jdbc:postgresql://db/g",
    "groundcrew.fetch.allow-private, true, true",
    "groundcrew.shutdown.grace, PT30S, PT30S"
  })
  void whatMayBeASecretIsMasked(String key, String value, String shown) {
    var source = Map.of(key, value);
    var reader = new SettingsReader(asked -> Optional.ofNullable(source.get(asked)), List.of(key));
    Optional<String> ignored = reader.optionalText(key);
    assertThat(reader.inForce().all())
        .containsExactly(new SettingsInForce.One(key, shown, true, "text"));
  }

  @Test
  void whatNobodySetIsTheDefault() {
    var reader = new SettingsReader(key -> Optional.empty(), List.of());
    int ignored = reader.integer("groundcrew.history.runs-per-task", 20_000, 1, 30_000);
    assertThat(reader.inForce().all())
        .containsExactly(
            new SettingsInForce.One(
                "groundcrew.history.runs-per-task", "20000", false, "1 to 30000"));
  }
}
