package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds the files for Grafana and Prometheus to the figures that there are. */
@Tag("any-server")
class DashboardIT {
  private static final Path DOCS = Path.of("src", "docs");
  private static final Path RULES = DOCS.resolve("prometheus-rules.yml");
  private static final Pattern METRIC = Pattern.compile("\\bgroundcrew_[a-z_]+");

  private static Set<String> metrics(Stream<String> texts) {
    return texts
        .flatMap(text -> METRIC.matcher(text).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> scraped() {
    GroundcrewClient client = SharedServer.client();
    assertThat(client.runToItsEnd("talks").getString("state")).isEqualTo("SUCCEEDED");
    return metrics(
        client.get("api/metrics", "*/*").text().lines().filter(line -> !line.startsWith("#")));
  }

  @Test
  void everyMetricOfTheDashboardIsThere() throws IOException {
    try (JsonReader reader =
        Json.createReader(
            new StringReader(Files.readString(DOCS.resolve("grafana-dashboard.json"))))) {
      JsonObject dashboard = reader.readObject();
      Set<String> used =
          metrics(
              dashboard.getJsonArray("panels").getValuesAs(JsonObject.class).stream()
                  .flatMap(
                      panel -> panel.getJsonArray("targets").getValuesAs(JsonObject.class).stream())
                  .map(target -> target.getString("expr")));

      assertThat(used).hasSizeGreaterThan(10);
      assertThat(scraped()).containsAll(used);
    }
  }

  @Test
  void everyMetricOfTheRulesIsThere() throws IOException {
    Set<String> used = metrics(expressions().stream());

    assertThat(used).hasSizeGreaterThan(5);
    assertThat(scraped()).containsAll(used);
  }

  private static List<String> expressions() throws IOException {
    Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
    var expressions = new ArrayList<String>();
    for (Map<String, Object> group : file.get("groups")) {
      for (Object rule : (List<?>) group.get("rules")) {
        expressions.add((String) ((Map<?, ?>) rule).get("expr"));
      }
    }
    return expressions;
  }

  /** Every runbook of a rule is a heading of the page. */
  @Test
  void everyRunbookIsThere() throws IOException {
    Set<String> headings =
        Files.readAllLines(DOCS.resolve("operating.md")).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceAll("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
            .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
    Set<String> wanted =
        Pattern.compile("operating\\.md#(\\S+)")
            .matcher(Files.readString(RULES))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    assertThat(wanted).isNotEmpty();
    assertThat(headings).containsAll(wanted);
  }

  @Test
  void promtoolAcceptsTheRules() throws IOException {
    boolean there =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    assumeTrue(there || "true".equals(System.getenv("CI")), "promtool is not installed");
    Path log = Files.createTempFile("promtool", ".log");
    try (var promtool =
        ChildProcess.start(List.of("promtool", "check", "rules", RULES.toString()), log)) {
      assertThat(promtool.awaitExit(Duration.ofSeconds(30))).as(promtool.printed()).isZero();
    }
  }
}
