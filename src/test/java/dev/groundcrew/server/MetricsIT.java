package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures of a server at work. */
@Tag("any-server")
class MetricsIT {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+(?:\\{[^}]*})?) (-?[0-9.E+-]+|NaN|\\+Inf)");

  private final GroundcrewClient client = SharedServer.client();

  private Map<String, Double> scrape() {
    GroundcrewClient.Answer answer = client.get("api/metrics", "*/*");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain").contains("version=0.0.4");
    var samples = new TreeMap<String, Double>();
    answer
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              Matcher sample = SAMPLE.matcher(line);
              assertThat(sample.matches()).as(line).isTrue();
              samples.put(sample.group(1), Double.valueOf(sample.group(2).replace("+Inf", "1e99")));
            });
    return samples;
  }

  @Test
  void countsAndTimesARun() {
    String counter =
        "groundcrew_runs_total{outcome=\"SUCCEEDED\",task=\"takes-a-moment\",trigger=\"MANUAL\"}";
    double before = scrape().getOrDefault(counter, 0.0);

    client.runToItsEnd("takes-a-moment");

    // The end is seen a moment before it is counted.
    Map<String, Double> after =
        await().until(this::scrape, now -> now.getOrDefault(counter, 0.0) > before);
    assertThat(after.get(counter)).isEqualTo(before + 1);
    assertThat(after.get("groundcrew_run_duration_seconds_count{task=\"takes-a-moment\"}"))
        .isPositive();
    assertThat(after.get("groundcrew_run_lateness_seconds_count{task=\"takes-a-moment\"}"))
        .isPositive();
    assertThat(after).containsKey("groundcrew_run_held_seconds_count{task=\"takes-a-moment\"}");
    assertThat(after.get("groundcrew_task_last_success_timestamp_seconds{task=\"takes-a-moment\"}"))
        .isGreaterThan(1.7e9);
  }

  @Test
  void showsTheEngineAndTheDatabase() {
    Map<String, Double> now = scrape();

    assertThat(now.get("groundcrew_database_up")).isEqualTo(1);
    assertThat(now.get("groundcrew_database_transactions_seconds_count")).isPositive();
    assertThat(now.get("groundcrew_database_transactions_seconds_sum")).isPositive();
    assertThat(now.get("groundcrew_heartbeat_age_seconds")).isNotNegative();
    assertThat(now.get("groundcrew_slots{mode=\"POOLED\"}")).isEqualTo(10);
    assertThat(now)
        .containsKeys(
            "groundcrew_slots_used{mode=\"POOLED\"}",
            "groundcrew_runs_waiting{task=\"monitor\"}",
            "groundcrew_runs_running{task=\"monitor\"}",
            "groundcrew_history_waiting",
            "groundcrew_history_lost_total",
            "groundcrew_problems{kind=\"STOPPED_SCHEDULE\"}");
    assertThat(now.get("groundcrew_task_next_run_timestamp_seconds{task=\"monitor\"}"))
        .isGreaterThan(1.7e9);
  }

  @Test
  void countsTheNodesByState() {
    Map<String, Double> seen =
        await()
            .until(this::scrape, now -> now.get("groundcrew_nodes{state=\"ACTIVE\"}").equals(1.0));
    assertThat(seen.get("groundcrew_nodes{state=\"DRAINING\"}")).isZero();
  }

  @Test
  void speaksOpenMetricsWhereAsked() {
    GroundcrewClient.Answer answer =
        client.get(
            "api/metrics",
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/openmetrics-text");
    assertThat(answer.text()).endsWith("# EOF\n");
  }
}
