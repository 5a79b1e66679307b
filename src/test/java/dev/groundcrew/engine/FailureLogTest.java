package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.execution.Ended;
import dev.groundcrew.run.Ending;
import dev.groundcrew.run.Figures;
import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunState;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskAttributes;
import dev.groundcrew.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

  private final List<LogRecord> lines = new ArrayList<>();
  private final Handler handler = new Gathers(lines);
  private final Logger logger = Logger.getLogger(FailureLog.class.getName());
  private final FailureLog log = new FailureLog();
  private Instant now = START;

  private static final class Gathers extends Handler {
    private final List<LogRecord> lines;

    Gathers(List<LogRecord> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line);
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  private void ends(RunState state, Optional<Throwable> thrown) {
    TaskDefinition definition =
        TaskDefinition.of("rates", TaskAttributes.defaults("UTC"), Mode.POOLED, new ArrayList<>())
            .orElseThrow();
    Ending ending =
        new Ending(
            Optional.empty(),
            Optional.empty(),
            thrown.map(Throwable::getMessage),
            Optional.empty(),
            Figures.NONE);
    Run run =
        Run.queued(1, "rates", Origin.startup(), "a", now)
            .started("a", now)
            .ended(state, ending, now);
    log.ended(new Ended(run, definition, Optional.empty(), true, thrown, false));
  }

  private void fails(String message) {
    ends(RunState.FAILED, Optional.of(new IllegalStateException(message)));
  }

  private List<String> texts() {
    return lines.stream().map(new SimpleFormatter()::formatMessage).toList();
  }

  @Test
  void saysNothingOfASuccess() {
    ends(RunState.SUCCEEDED, Optional.empty());

    assertThat(lines).isEmpty();
  }

  @Test
  void saysTaskRunAndAttemptAndTheStackOfAFailure() {
    fails("no answer");

    assertThat(texts()).containsExactly("task rates, run 0000000000001, attempt 1 failed");
    assertThat(lines.get(0).getThrown()).hasMessage("no answer");
  }

  @Test
  void saysTheSameFailureAgainInOneCountedLineAMinute() {
    for (int second = 0; second <= 125; second++) {
      fails("no answer");
      now = now.plus(Duration.ofSeconds(1));
    }

    assertThat(texts())
        .containsExactly(
            "task rates, run 0000000000001, attempt 1 failed",
            "task rates, run 0000000000001, attempt 1 failed again, 60 times since: no answer",
            "task rates, run 0000000000001, attempt 1 failed again, 60 times since: no answer");
    assertThat(lines.get(1).getThrown()).isNull();
  }

  @Test
  void saysAnotherFailureAndOneAfterASuccessWhole() {
    fails("no answer");
    fails("no route");
    ends(RunState.SUCCEEDED, Optional.empty());
    fails("no route");

    assertThat(lines).extracting(LogRecord::getThrown).doesNotContainNull().hasSize(3);
  }
}
