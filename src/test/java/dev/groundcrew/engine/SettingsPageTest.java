package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.DatabaseSettings;
import dev.groundcrew.execution.ExecutionSettings;
import dev.groundcrew.execution.GateSettings;
import dev.groundcrew.execution.ManagedThreads;
import dev.groundcrew.settings.Setting;
import dev.groundcrew.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page of settings to what the code asks for. */
class SettingsPageTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(groundcrew\\.[a-z.-]+)` \\| (.*?) \\| (.*?) \\|.*");

  /** Settings whose fallback the page says in words. */
  private static final List<String> IN_WORDS =
      List.of("groundcrew.node", "groundcrew.pooled.slots");

  /** Beans that only a container makes read these; their own tests hold the values. */
  private static final List<String> OF_BEANS =
      List.of(
          "groundcrew.admin.password",
          "groundcrew.alerts.heartbeat-url",
          "groundcrew.alerts.retry",
          "groundcrew.audit.keep",
          "groundcrew.backup.keep",
          "groundcrew.console.enabled",
          "groundcrew.history.failures-per-task",
          "groundcrew.history.keep",
          "groundcrew.history.keep-failures",
          "groundcrew.history.runs-per-task",
          "groundcrew.history.skips-per-task",
          "groundcrew.fetch.allow",
          "groundcrew.fetch.allow-private",
          "groundcrew.http.proxy",
          "groundcrew.http.no-proxy",
          "groundcrew.oidc.administrators",
          "groundcrew.oidc.client-id",
          "groundcrew.oidc.client-secret",
          "groundcrew.oidc.issuer",
          "groundcrew.oidc.name-claim",
          "groundcrew.oidc.operators",
          "groundcrew.oidc.roles-claim",
          "groundcrew.oidc.scopes",
          "groundcrew.oidc.title",
          "groundcrew.oidc.viewers",
          "groundcrew.sign-in",
          "groundcrew.sign-in.administrators",
          "groundcrew.sign-in.operators",
          "groundcrew.sign-in.viewers",
          "groundcrew.rest.enabled",
          "groundcrew.session.idle",
          "groundcrew.session.longest",
          "groundcrew.trusted-proxies",
          "groundcrew.watch.tolerance");

  @Test
  void thePageHasEverySettingWithItsFallbackAndRange() throws IOException {
    var reader = new SettingsReader(key -> Optional.empty(), List.of());
    EngineSettings.read(reader);
    ExecutionSettings.read(reader);
    DatabaseSettings.read(reader);
    GateSettings.read(reader);
    ManagedThreads.Names.read(reader);
    Map<String, String> page = page();
    OF_BEANS.forEach(key -> assertThat(page.remove(key)).as(key).isNotNull());

    var asked = new TreeMap<String, String>();
    for (Setting setting : reader.asked()) {
      String fallback =
          IN_WORDS.contains(setting.key()) ? page.get(setting.key()) : setting.fallback();
      asked.put(
          setting.key(),
          IN_WORDS.contains(setting.key()) ? fallback : fallback + " | " + setting.range());
    }
    assertThat(page).isEqualTo(asked);
  }

  private static Map<String, String> page() throws IOException {
    var rows = new TreeMap<String, String>();
    for (String line : Files.readAllLines(Path.of("src", "docs", "settings.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row.group(2).strip() + " | " + row.group(3));
      } else if (line.startsWith("| `groundcrew.") && !line.contains("<")) {
        Matcher empty =
            Pattern.compile("\\| `(groundcrew\\.[a-z.-]+)` \\|\\s+\\| (.*?) \\|.*").matcher(line);
        assertThat(empty.matches()).as(line).isTrue();
        rows.put(empty.group(1), " | " + empty.group(2));
      }
    }
    return rows;
  }
}
