package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.run.RunId;
import dev.groundcrew.watch.StreamEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final EventLog log = new EventLog("life", 3);

  private StreamEvent happens(String task, long run) {
    log.changed(task, run);
    return log.gather().orElseThrow();
  }

  @Test
  void manyChangesAreOneEventThatNamesEachOnce() {
    log.changed("a", 1);
    log.changed("b", 2);
    log.changed("a", 1);
    StreamEvent event = log.gather().orElseThrow();
    assertThat(event.data())
        .isEqualTo(
            "{\"tasks\":[\"a\",\"b\"],\"runs\":[\"%s\",\"%s\"],\"more\":false}"
                .formatted(RunId.text(1), RunId.text(2)));
    assertThat(log.gather()).as("nothing since").isEmpty();
  }

  @Test
  void anEventIsBounded() {
    for (int run = 0; run <= EventLog.MOST_NAMED; run++) {
      log.changed("a", run);
    }
    StreamEvent event = log.gather().orElseThrow();
    assertThat(event.data())
        .contains("\"more\":true")
        .doesNotContain(RunId.text(EventLog.MOST_NAMED));
  }

  @Test
  void whoeverTellsIsWokenByTheFirstChange() throws Exception {
    CompletableFuture<Void> woken =
        CompletableFuture.runAsync(() -> awaitsChange(Duration.ofHours(1)));
    assertThat(woken).isNotDone();

    log.changed("a", 1);

    assertThat(woken).succeedsWithin(Duration.ofSeconds(30));
    awaitsChange(Duration.ofHours(1));
    assertThat(log.gather()).as("waiting takes nothing").isPresent();
    awaitsChange(Duration.ofMillis(1));
    assertThat(log.gather()).as("the time is over").isEmpty();
  }

  private void awaitsChange(Duration most) {
    try {
      log.awaitChange(most.toNanos());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoIsNewGetsAPlaceToResumeFrom() {
    StreamEvent first = happens("a", 1);
    assertThat(log.first(null)).containsExactly(new StreamEvent(first.id(), Kind.HELLO, "{}"));
  }

  @Test
  void whoComesBackGetsWhatWasMissed() {
    StreamEvent seen = happens("a", 1);
    StreamEvent second = happens("b", 2);
    StreamEvent third = happens("c", 3);
    assertThat(log.first(seen.id())).containsExactly(second, third);
    assertThat(log.first(third.id())).extracting(StreamEvent::kind).containsExactly(Kind.HELLO);
  }

  @Test
  void whoComesTooLateOrFromElsewhereIsToldToFetchAgain() {
    StreamEvent seen = happens("a", 1);
    for (int run = 2; run <= 5; run++) {
      happens("a", run);
    }
    for (String id : List.of(seen.id(), "other-5", "nonsense", "")) {
      assertThat(log.first(id)).as(id).extracting(StreamEvent::kind).containsExactly(Kind.RESET);
    }
  }

  @Test
  void goesOverTheWireAsTheStandardHasIt() {
    assertThat(new String(new StreamEvent("x-1", Kind.RESET, "{}").bytes(), StandardCharsets.UTF_8))
        .isEqualTo("id: x-1\nevent: reset\ndata: {}\n\n");
  }
}
