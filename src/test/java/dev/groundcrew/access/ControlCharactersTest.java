package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCharactersTest {
  private static String header(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b:password", "admin:pass\0word", "ad\nmin:password", "\u007f:x"})
  void aCredentialWithControlCharactersIsNone(String pair) {
    assertThat(BasicCredential.of(header(pair))).isEmpty();
  }

  @Test
  void othersOutsideOfAsciiAreTaken() {
    assertThat(BasicCredential.of(header("Jörg:pässword:mit:Doppelpunkten")))
        .contains(new BasicCredential("Jörg", "pässword:mit:Doppelpunkten"));
  }
}
