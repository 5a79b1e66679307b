package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip", "gzip;q=0.5", "deflate, gzip; q=1.0, *"})
  void compressesForWhoTakesGzip(String accepted) {
    assertThat(StaticFiles.takesGzip(accepted)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "br", "gzip;q=0", "gzip;q=0.000", "xgzip", "gzip;q=no"})
  void doesNotCompressForOthers(String accepted) {
    assertThat(StaticFiles.takesGzip(accepted)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"})
  void knowsItsOwnValidator(String had) {
    assertThat(StaticFiles.matches(had, "\"a\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"b\"", "a", "\"a-gzip\""})
  void knowsNoOther(String had) {
    assertThat(StaticFiles.matches(had, "\"a\"")).isFalse();
  }
}
