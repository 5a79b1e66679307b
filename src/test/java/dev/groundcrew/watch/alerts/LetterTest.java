package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static Alert alert(String text) {
    return new Alert(
        AlertKind.FAILED,
        "task a",
        Optional.of("a"),
        Optional.of("0saykq87ah000"),
        text,
        Optional.of("https://example.org/runbook"),
        NOW,
        3);
  }

  private static Letter letter(List<Alert> alerts) {
    return Letter.of(Message.json("msg_1", new Sender("node-1", Optional.empty()), NOW, alerts));
  }

  @Test
  void saysAllInPlainText() {
    Letter letter = letter(List.of(alert("task a has failed"), alert("task a fails on")));

    assertThat(letter.subject()).isEqualTo("[Groundcrew] FAILED: task a has failed (and 1 more)");
    assertThat(letter.text())
        .isEqualTo(
            """
            FAILED: task a has failed (and 3 more before it)
            At 2026-11-24T03:00:00Z
            Run 0saykq87ah000
            Runbook https://example.org/runbook

            FAILED: task a fails on (and 3 more before it)
            At 2026-11-24T03:00:00Z
            Run 0saykq87ah000
            Runbook https://example.org/runbook

            --\s
            Groundcrew on node node-1
            """);
  }

  @Test
  void whatATaskSaysBeginsNoHeaderAndNoParagraph() {
    Letter letter = letter(List.of(alert("bad\r\nBcc: eve@example.org\n\n.\r\u2028\u0085x")));

    assertThat(letter.subject()).isEqualTo("[Groundcrew] FAILED: bad Bcc: eve@example.org . x");
    assertThat(letter.text()).contains("FAILED: bad Bcc: eve@example.org . x (and 3 more");
  }

  @Test
  void aStormFitsInOneLetterOfBoundedLength() {
    Letter letter = letter(Collections.nCopies(1_000, alert("x".repeat(2_000))));

    assertThat(letter.subject()).hasSize(150).endsWith("… (and 999 more)");
    assertThat(letter.text()).hasSizeLessThan(50_000).contains("\n\nAnd 950 more.\n");
  }
}
