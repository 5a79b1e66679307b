package dev.groundcrew.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final String KEY = "groundcrew.key";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static SettingsReader of(Map<String, String> texts) {
    return new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
  }

  private static SettingsReader of(String text) {
    return of(Map.of(KEY, text));
  }

  @Test
  void whatIsNotSetHasItsFallback() {
    SettingsReader reader = of(Map.of());

    assertThat(reader.text(KEY, "fallback")).isEqualTo("fallback");
    assertThat(reader.optionalText(KEY)).isEmpty();
    assertThat(reader.flag(KEY, true)).isTrue();
    assertThat(reader.integer(KEY, 7, 1, 10)).isEqualTo(7);
    assertThat(reader.duration(KEY, MINUTE, MINUTE, HOUR)).isEqualTo(MINUTE);
    assertThat(reader.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void aBlankTextCountsAsNotSet(String blank) {
    SettingsReader reader = of(blank);

    assertThat(reader.text(KEY, "fallback")).isEqualTo("fallback");
    assertThat(reader.optionalText(KEY)).isEmpty();
    assertThat(reader.flag(KEY, true)).isTrue();
    assertThat(reader.integer(KEY, 7, 1, 10)).isEqualTo(7);
    assertThat(reader.duration(KEY, MINUTE, MINUTE, HOUR)).isEqualTo(MINUTE);
    assertThat(reader.faults()).isEmpty();
  }

  @Test
  void whatIsSetWinsWithoutTheSpaceAroundIt() {
    assertThat(of(" text ").text(KEY, "")).isEqualTo("text");
    assertThat(of("text").optionalText(KEY)).contains("text");
    assertThat(of(" true ").flag(KEY, false)).isTrue();
    assertThat(of("false").flag(KEY, true)).isFalse();
    assertThat(of(" 3 ").integer(KEY, 7, 1, 10)).isEqualTo(3);
    assertThat(of(" PT2M ").duration(KEY, MINUTE, MINUTE, HOUR)).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({"1", "10"})
  void bothEndsOfARangeOfNumbersAreTaken(int value) {
    assertThat(of(Integer.toString(value)).integer(KEY, 7, 1, 10)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.0", "one", "99999999999"})
  void otherNumbersAreRefused(String text) {
    SettingsReader reader = of(text);

    assertThat(reader.integer(KEY, 7, 1, 10)).isEqualTo(7);
    assertThat(reader.faults()).containsExactly(KEY + " '" + text + "' must be 1 to 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT1H"})
  void bothEndsOfARangeOfDurationsAreTaken(String text) {
    assertThat(of(text).duration(KEY, MINUTE, MINUTE, HOUR)).isEqualTo(Duration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59S", "PT1H1S", "60", "-PT5M"})
  void otherDurationsAreRefused(String text) {
    SettingsReader reader = of(text);

    assertThat(reader.duration(KEY, MINUTE, MINUTE, HOUR)).isEqualTo(MINUTE);
    assertThat(reader.faults()).containsExactly(KEY + " '" + text + "' must be PT1M to PT1H");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1"})
  void aSwitchIsTrueOrFalse(String text) {
    SettingsReader reader = of(text);

    assertThat(reader.flag(KEY, true)).isTrue();
    assertThat(reader.faults()).containsExactly(KEY + " '" + text + "' must be true or false");
  }

  @Test
  void faultsAreCollectedInTheOrderOfTheQuestions() {
    SettingsReader reader = of(Map.of("groundcrew.a", "x", "groundcrew.b", "y"));
    reader.integer("groundcrew.b", 1, 0, 2);
    reader.flag("groundcrew.a", false);
    reader.fault("groundcrew.c", "is odd");

    assertThat(reader.faults())
        .containsExactly(
            "groundcrew.b 'y' must be 0 to 2",
            "groundcrew.a 'x' must be true or false",
            "groundcrew.c is odd");
  }

  @Test
  void namesBelowAPrefixAreFoundInOrder() {
    SettingsReader reader =
        of(Map.of("groundcrew.task.b", "", "groundcrew.task.a", "", "other.task.c", ""));

    assertThat(reader.namesBelow("groundcrew.task."))
        .containsExactly("groundcrew.task.a", "groundcrew.task.b");
  }

  @Test
  void aClassThatIsNotThereIsAFaultWithItsMend() {
    SettingsReader reader = of(Map.of());
    reader.needs("groundcrew.a", "java.lang.String", "needs nothing");
    reader.needs("groundcrew.b", "org.example.NoDriver", "needs a driver: add its JAR");

    assertThat(reader.faults()).containsExactly("groundcrew.b needs a driver: add its JAR");
  }

  @Test
  void unknownKeysOfOursAreRefusedWithTheNearestKnownOne() {
    SettingsReader reader =
        of(
            Map.of(
                "groundcrew.home", "/data",
                "groundcrew.noed", "a",
                "groundcrew.something.else", "b",
                "java.home", "c"));
    reader.text("groundcrew.home", "");
    reader.text("groundcrew.node", "");
    reader.refuseUnknown();

    assertThat(reader.faults())
        .containsExactly(
            "groundcrew.noed is unknown; did you mean groundcrew.node?",
            "groundcrew.something.else is unknown: remove it");
  }

  @Test
  void everyQuestionIsRememberedByKey() {
    SettingsReader reader = of(Map.of());
    reader.integer("groundcrew.b", 7, 1, 10);
    reader.optionalText("groundcrew.a");
    reader.flag("groundcrew.c", false);

    assertThat(reader.asked())
        .containsExactly(
            new Setting("groundcrew.a", "", "text"),
            new Setting("groundcrew.b", "7", "1 to 10"),
            new Setting("groundcrew.c", "false", "true or false"));
  }
}
