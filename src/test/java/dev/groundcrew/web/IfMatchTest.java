package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
  private static void refused(int status, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.problem().status()).isEqualTo(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", " * ", "\"a\"", "\"b\" , \"a\"", "W/\"a\", \"a\"", "\"a\",\"\""})
  void aTagThatIsNamedLetsTheChangeThrough(String header) {
    assertThatCode(() -> IfMatch.of(header).check("a")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"b\"", "W/\"a\"", "\"A\"", "\"a,\"", "\"\""})
  void anotherTagOrAWeakOneIsRefused(String header) {
    refused(412, () -> IfMatch.of(header).check("a"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void aChangeWithoutAConditionIsRefused(String header) {
    refused(428, () -> IfMatch.of(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\"a", "\"a\" \"b\"", "a, \"a\"", "*, \"a\""})
  void whatIsNoListOfTagsIsRefused(String header) {
    refused(400, () -> IfMatch.of(header));
  }

  @Test
  void aListThatEndsWithACommaIsRead() {
    assertThatCode(() -> IfMatch.of("\"a\",").check("a")).doesNotThrowAnyException();
  }
}
