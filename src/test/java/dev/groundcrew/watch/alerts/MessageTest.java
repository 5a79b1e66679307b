package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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

  private final String json =
      Message.json("msg_1", new Sender("node-1", Optional.empty()), NOW, List.of(ALERT));

  @Test
  void saysAllToAWebhook() {
    assertThat(json)
        .isEqualTo(
            "{\"id\":\"msg_1\",\"node\":\"node-1\",\"at\":\"2026-11-24T03:00:00Z\",\"alerts\":["
                + "{\"kind\":\"FAILED\",\"text\":\"task a has failed: \\\"<!channel>\\\" & more\","
                + "\"task\":\"a\",\"run\":\"0saykq87ah000\","
                + "\"runbook\":\"https://example.org/runbook\",\"link\":null,"
                + "\"at\":\"2026-11-24T03:00:00Z\",\"held\":3}]}");
  }

  @Test
  void nobodyIsCalledByWhatATaskSays() {
    assertThat(Message.slack(json))
        .isEqualTo(
            "{\"text\":\"[FAILED] task a has failed: \\\"&lt;!channel&gt;\\\" &amp; more"
                + " (and 3 more before it) on node-1 https://example.org/runbook\"}");
  }

  private static String linked(Optional<String> task, Optional<String> run) {
    var sender = new Sender("node-1", Optional.of(URI.create("https://ops.example/groundcrew/")));
    var alert =
        new Alert(AlertKind.FAILED, "a", task, run, "text", Optional.empty(), Instant.EPOCH, 0);
    return Message.json("msg_1", sender, NOW, List.of(alert));
  }

  @Test
  void leadsToTheRunTheTaskOrTheProblemsOfTheConsoleBehindItsProxy() {
    Optional<String> task = Optional.of("a&b");
    assertThat(linked(task, Optional.of("0saykq87ah000")))
        .contains("\"link\":\"https://ops.example/groundcrew/run?id=0saykq87ah000\"");
    assertThat(linked(task, Optional.empty()))
        .contains("\"link\":\"https://ops.example/groundcrew/task?name=a%26b\"");
    assertThat(linked(Optional.empty(), Optional.empty()))
        .contains("\"link\":\"https://ops.example/groundcrew/problems\"");
  }

  @Test
  void theLinkIsInSlackAndInALetterToo() {
    String json = linked(Optional.of("a"), Optional.empty());
    assertThat(Message.slack(json))
        .isEqualTo(
            "{\"text\":\"[FAILED] text on node-1 https://ops.example/groundcrew/task?name=a\"}");
    assertThat(Letter.of(json).text())
        .contains("\nSee https://ops.example/groundcrew/task?name=a\n");
  }

  @Test
  void whatAnOlderNodeHasWrittenWithoutALinkIsToldToo() {
    String old = json.replace("\"link\":null,", "");
    assertThat(old).doesNotContain("link");
    assertThat(Message.slack(old)).isEqualTo(Message.slack(json));
    assertThat(Letter.of(old)).isEqualTo(Letter.of(json));
  }
}
