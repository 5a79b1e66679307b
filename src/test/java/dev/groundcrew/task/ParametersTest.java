package dev.groundcrew.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final List<Parameter> KNOWN =
      List.of(
          Parameter.requiredText("table", "the table to clean"),
          Parameter.text("filter", "which rows"),
          Parameter.integer("batch", "rows at once", 100, 1, 1_000),
          Parameter.flag("dry", "whether to only count", false),
          Parameter.duration(
              "age", "how old", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(365)));

  @Test
  void fallbacksStandForWhatIsMissing() {
    Parameters parameters = Parameters.of(KNOWN, Map.of("table", "sessions"));

    assertThat(parameters.text("table")).isEqualTo("sessions");
    assertThat(parameters.optionalText("filter")).isEmpty();
    assertThat(parameters.integer("batch")).isEqualTo(100);
    assertThat(parameters.flag("dry")).isFalse();
    assertThat(parameters.duration("age")).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void textsThatAreGivenWin() {
    Parameters parameters =
        Parameters.of(
            KNOWN,
            Map.of("table", "t", "filter", "old = 1", "batch", "5", "dry", "TRUE", "age", "PT2H"));

    assertThat(parameters.optionalText("filter")).contains("old = 1");
    assertThat(parameters.integer("batch")).isEqualTo(5);
    assertThat(parameters.flag("dry")).isTrue();
    assertThat(parameters.duration("age")).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void everyFaultIsToldAtOnce() {
    InvalidParameters thrown =
        catchThrowableOfType(
            InvalidParameters.class,
            () ->
                Parameters.of(
                    KNOWN, Map.of("batch", "0", "dry", "no", "age", "PT1S", "tabel", "x")));

    assertThat(thrown.faults())
        .containsOnly(
            Map.entry("table", "is missing: the table to clean"),
            Map.entry("batch", "must be a whole number from 1 to 1000"),
            Map.entry("dry", "must be true or false"),
            Map.entry("age", "must be an ISO-8601 duration from PT1H to PT8760H, such as PT168H"),
            Map.entry("tabel", "is unknown; known are table, filter, batch, dry, age"));
    assertThat(thrown)
        .hasMessageStartingWith("age must be")
        .hasMessageContaining("; table is missing: the table to clean");
  }

  @Test
  void askingForWhatTheTypeDoesNotDeclareIsAMistakeOfItsAuthor() {
    Parameters parameters = Parameters.of(KNOWN, Map.of("table", "t"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parameters.integer("size"))
        .withMessage("the task type declares no required parameter size");
  }

  @Test
  void faultsOfAnExceptionCannotBeChanged() {
    var thrown = new InvalidParameters(Map.of("a", "is wrong"));

    assertThat(thrown).hasMessage("a is wrong");
    assertThat(thrown.faults()).isUnmodifiable();
  }
}
