package dev.groundcrew.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
  private static final Parameter NUMBER = Parameter.integer("n", "a number", 5, -10, 10);
  private static final Parameter FLAG = Parameter.flag("f", "a switch", true);
  private static final Parameter PAUSE =
      Parameter.duration(
          "d", "a pause", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1));

  @Test
  void aRequiredTextHas1To4000Characters() {
    Parameter text = Parameter.requiredText("t", "a text");

    assertThat(text.fault("x")).isEmpty();
    assertThat(text.fault("x".repeat(4_000))).isEmpty();
    assertThat(text.fault("")).contains("must be 1 to 4000 characters");
    assertThat(text.fault("x".repeat(4_001))).contains("must be 1 to 4000 characters");
  }

  @Test
  void anOptionalTextMayBeEmpty() {
    assertThat(Parameter.text("t", "a text").fault("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-10", "0", "10", "+3"})
  void numbersInRangeAreTaken(String text) {
    assertThat(NUMBER.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-11", "11", "1.5", "", " 1", "ten", "99999999999999999999"})
  void otherNumbersAreRefused(String text) {
    assertThat(NUMBER.fault(text)).contains("must be a whole number from -10 to 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "True", "FALSE"})
  void switchesAreTrueOrFalse(String text) {
    assertThat(FLAG.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "yes", "true "})
  void otherSwitchesAreRefused(String text) {
    assertThat(FLAG.fault(text)).contains("must be true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.1S", "PT1M", "pt30s"})
  void durationsInRangeAreTaken(String text) {
    assertThat(PAUSE.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.099S", "PT1M0.001S", "-PT1S", "30", "", "PT9999999999999H"})
  void otherDurationsAreRefused(String text) {
    assertThat(PAUSE.fault(text))
        .contains("must be an ISO-8601 duration from PT0.1S to PT1M, such as PT5S");
  }

  @Test
  void aRangeIsNotUpsideDown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.integer("n", "a number", 5, 10, 1))
        .withMessage("n: least 10 exceeds most 1");
  }
}
