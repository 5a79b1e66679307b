package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
  private final AccessSettings settings = new AccessSettings();

  private List<String> faults(String password) {
    return faults("groundcrew.admin.password", password);
  }

  private List<String> faults(String key, String value) {
    var reader =
        new SettingsReader(
            asked -> asked.equals(key) ? Optional.of(value) : Optional.empty(), List.of());
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

  @ParameterizedTest
  @CsvSource({
    "https://ops.example/groundcrew/, https://ops.example/groundcrew/",
    "https://ops.example/groundcrew, https://ops.example/groundcrew/",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/"
  })
  void thePublicUrlEndsWithASlash(String given, URI url) {
    assertThat(faults("groundcrew.public-url", given)).isEmpty();
    assertThat(settings.publicUrl()).contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ops.example", "ftp://ops.example/", "https:///a", "https://a/?b", "http://a b/"})
  void whatNoBrowserReachesIsNoPublicUrl(String given) {
    assertThat(faults("groundcrew.public-url", given))
        .singleElement()
        .asString()
        .startsWith("groundcrew.public-url '" + given);
    assertThat(settings.publicUrl()).isEmpty();
  }
}
