package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
  private final AccessSettings settings = new AccessSettings();

  private List<String> faults(String password) {
    var reader = new SettingsReader(key -> Optional.of(password), List.of());
    settings.read(reader);
    return reader.faults();
  }

  @Test
  void aPasswordHas8To200Characters() {
    assertThat(faults("x".repeat(8))).isEmpty();
    assertThat(settings.administratorPassword()).contains("x".repeat(8));
    assertThat(faults("x".repeat(200))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 201})
  void anotherLengthIsRefusedWithoutShowingThePassword(int length) {
    assertThat(faults("x".repeat(length)))
        .containsExactly("groundcrew.admin.password must have 8 to 200 characters");
  }

  @Test
  void aBlankPasswordIsNone() {
    assertThat(faults("  ")).isEmpty();
    assertThat(settings.administratorPassword()).isEmpty();
  }
}
