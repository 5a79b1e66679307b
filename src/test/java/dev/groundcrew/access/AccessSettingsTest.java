package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
  private static SettingsReader password(String text) {
    return new SettingsReader(
        key -> Optional.of(text).filter(set -> key.equals("groundcrew.admin.password")), List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 201})
  void aPasswordOfAWrongLengthIsAFaultThatDoesNotTellIt(int length) {
    SettingsReader reader = password("x".repeat(length));
    new AccessSettings().read(reader);

    assertThat(reader.faults())
        .containsExactly("groundcrew.admin.password must have 8 to 200 characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 200})
  void aPasswordOfARightLengthIsKept(int length) {
    SettingsReader reader = password("x".repeat(length));
    var settings = new AccessSettings();
    settings.read(reader);

    assertThat(reader.faults()).isEmpty();
    assertThat(settings.administratorPassword()).hasValue("x".repeat(length));
  }

  @Test
  void anEmptyPasswordCountsAsNone() {
    SettingsReader reader = password("");
    var settings = new AccessSettings();
    settings.read(reader);

    assertThat(reader.faults()).isEmpty();
    assertThat(settings.administratorPassword()).isEmpty();
  }
}
