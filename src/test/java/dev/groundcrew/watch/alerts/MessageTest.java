package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Alert ALERT =
      new Alert(
          AlertKind.FAILED,
          "task a",
          Optional.of("a"),
          Optional.of("0saykq87ah000"),
          "task a has failed: \"<!channel>\" & more",
          Optional.of("https://example.org/runbook"),
          NOW,
          3);

  private final String json = Message.json("msg_1", "node-1", NOW, List.of(ALERT));

  @Test
  void saysAllToAWebhook() {
    assertThat(json)
        .isEqualTo(
            "{\"id\":\"msg_1\",\"node\":\"node-1\",\"at\":\"2026-11-24T03:00:00Z\",\"alerts\":["
                + "{\"kind\":\"FAILED\",\"text\":\"task a has failed: \\\"<!channel>\\\" & more\","
                + "\"task\":\"a\",\"run\":\"0saykq87ah000\","
                + "\"runbook\":\"https://example.org/runbook\","
                + "\"at\":\"2026-11-24T03:00:00Z\",\"held\":3}]}");
  }

  @Test
  void nobodyIsCalledByWhatATaskSays() {
    assertThat(Message.slack(json))
        .isEqualTo(
            "{\"text\":\"[FAILED] task a has failed: \\\"&lt;!channel&gt;\\\" &amp; more"
                + " (and 3 more before it) on node-1 https://example.org/runbook\"}");
  }
}
