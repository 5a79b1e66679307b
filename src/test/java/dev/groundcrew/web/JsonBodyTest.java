package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.groundcrew.web.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rule 2. */
class JsonBodyTest {
  private static final FieldError NO_OBJECT =
      new FieldError("", "the body must be one JSON object without repeated names");
  private static final FieldError TOO_DEEP =
      new FieldError("", "the body is nested deeper than 20");

  private static InputStream in(String text) {
    return in(text, StandardCharsets.UTF_8);
  }

  private static InputStream in(String text, Charset charset) {
    return new ByteArrayInputStream(text.getBytes(charset));
  }

  private static Problem refusal(InputStream in, String... known) {
    return catchThrowableOfType(ProblemException.class, () -> JsonBody.read(in, known).check())
        .problem();
  }

  private static Problem refusal(String text, String... known) {
    return refusal(in(text), known);
  }

  @Test
  void anEmptyBodyIsAnObjectWithoutFields() {
    JsonBody body = JsonBody.read(in(""), "key");

    assertThat(body.text("key")).isEmpty();
    assertThatCode(body::check).doesNotThrowAnyException();
  }

  @Test
  void listsAndSwitchesAreRead() {
    JsonBody body = JsonBody.read(in("{\"a\": [\"x\", \"y\"], \"b\": true}"), "a", "b", "c");

    assertThat(body.texts("a", 2, 1)).contains(List.of("x", "y"));
    assertThat(body.flag("b")).contains(true);
    assertThat(body.texts("c", 2, 1)).isEmpty();
    assertThat(body.flag("c")).isEmpty();
    assertThatCode(body::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\" | /a must be a list of strings",
        "[\"x\", 1] | /a/1 must be a string",
        "[\"x\", \"xx\"] | /a/1 is too long: at most 1 characters",
        "[\"x\", \"y\", \"z\"] | /a is too long: at most 2 items"
      })
  void aWrongListIsRefusedWithItsPlace(String value, String fault) {
    JsonBody body = JsonBody.read(in("{\"a\": " + value + "}"), "a");
    body.texts("a", 2, 1);

    assertThatThrownBy(body::check).hasMessage(fault);
  }

  @Test
  void aSwitchIsTrueOrFalse() {
    JsonBody body = JsonBody.read(in("{\"a\": \"true\"}"), "a");
    body.flag("a");

    assertThatThrownBy(body::check).hasMessage("/a must be true or false");
  }

  @Test
  void textsAreReadAndNullCountsAsMissing() {
    JsonBody body = JsonBody.read(in("{\"a\": \"\\u00fc{[\", \"b\": null}"), "a", "b", "c");

    assertThat(body.text("a")).contains("ü{[");
    assertThat(body.text("b")).isEmpty();
    assertThat(body.text("c")).isEmpty();
    assertThatCode(body::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{}]",
        "\"text\"",
        "1",
        "true",
        "null",
        " ",
        "{",
        "{\"a\"}",
        "{\"a\": 1,}",
        "{'a': 1}",
        "{\"a\": 1, \"a\": 1}",
        "{\"a\": 1, \"\\u0061\": 2}",
        "{\"a\": {\"b\": 1, \"b\": 2}}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{\"a\": \"unfinished",
        "{\"a\": \"\\",
      })
  void anythingButOneObjectIsRefused(String text) {
    Problem problem = refusal(text, "a");

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).containsExactly(NO_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}]", "}{", "{\"a\": \"b\"} x", "{}\"", "{},"})
  void nothingFollowsTheObject(String text) {
    assertThat(refusal(text, "a").errors())
        .containsExactly(
            new FieldError("", "the body must be one JSON object; something follows it"));
  }

  @Test
  void whiteSpaceMayStandAround() {
    assertThat(JsonBody.read(in(" \t\r\n{\"a\": \"b\"} \t\r\n"), "a").text("a")).contains("b");
  }

  @Test
  void unknownFieldsAreRefusedByTheirPointers() {
    Problem problem = refusal("{\"x/y~z\": 1, \"key\": \"k\", \"b\": []}", "key", "node");

    assertThat(problem.errors())
        .containsExactlyInAnyOrder(
            new FieldError("/x~1y~0z", "is unknown; known are key, node"),
            new FieldError("/b", "is unknown; known are key, node"));
  }

  @Test
  void aPathWithoutFieldsTakesNone() {
    assertThat(refusal("{\"a\": 1}").errors())
        .containsExactly(new FieldError("/a", "is unknown; this path takes no fields"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{}", "[\"k\"]", "1e999999999", "-0.1"})
  void aTextIsNoOtherType(String value) {
    JsonBody body = JsonBody.read(in("{\"key\": " + value + "}"), "key");

    assertThat(body.text("key")).isEmpty();
    assertThat(catchThrowableOfType(ProblemException.class, body::check).problem().errors())
        .containsExactly(new FieldError("/key", "must be a string"));
  }

  @Test
  void aNumberOfManyDigitsIsTheCallersFault() {
    String text = "{\"key\": " + "9".repeat(900_000) + "}";

    assertThat(refusal(text).errors())
        .containsExactly(new FieldError("", "the body has a number of too many digits"));
  }

  @Test
  void aBodyHasAMillionBytesAtMost() {
    String most = "{\"key\": \"" + "x".repeat(999_989) + "\"}";
    assertThat(most).hasSize(1_000_000);

    assertThat(JsonBody.read(in(most), "key").text("key")).isPresent();
    assertThat(refusal(most + " ", "key").status()).isEqualTo(413);
  }

  @Test
  void aBodyIsNestedTwentyDeepAtMost() {
    assertThat(JsonBody.read(in(nested(20)), "a").text("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 100_000})
  void aDeeperBodyIsRefusedBeforeItIsParsed(int depth) {
    assertThat(refusal(nested(depth), "a").errors()).containsExactly(TOO_DEEP);
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "\\\"[", "\\\\\\\"{", "]["})
  void bracketsInTextsAreNoDepth(String piece) {
    String text = "{\"a\": \"" + piece.repeat(60) + "\"}";

    assertThat(JsonBody.read(in(text), "a").text("a")).isPresent();
  }

  @Test
  void aTextThatEndsInABackslashHidesNoDepth() {
    String text = "{\"a\": \"\\\\\", \"b\":" + "[".repeat(30) + "]".repeat(30) + "}";

    assertThat(refusal(text, "a", "b").errors()).containsExactly(TOO_DEEP);
  }

  @Test
  void aBodyIsUtf8() {
    FieldError noUtf8 = new FieldError("", "the body must be UTF-8");
    byte[] cut = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'};
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};

    assertThat(refusal(new ByteArrayInputStream(cut), "a").errors()).containsExactly(noUtf8);
    assertThat(refusal(new ByteArrayInputStream(overlong), "a").errors()).containsExactly(noUtf8);
  }

  @Test
  void otherEncodingsAreNotGuessedAt() {
    assertThat(refusal(in("{\"a\": \"b\"}", StandardCharsets.UTF_16BE), "a").errors())
        .containsExactly(NO_OBJECT);
  }

  @Test
  void aBodyThatBreaksOffIsTheCallersFault() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThat(refusal(broken).errors())
        .containsExactly(new FieldError("", "the body could not be read"));
  }

  private enum Colour {
    RED,
    GREEN
  }

  @Test
  void aListOfConstantsNamesEachThatIsNone() {
    JsonBody body = JsonBody.read(in("{\"c\": [\"GREEN\", \"blue\"]}"), "c", "d");

    assertThat(body.choices("c", Colour.class)).containsExactly(Colour.GREEN);
    assertThat(body.choices("d", Colour.class)).isEmpty();
    assertThat(catchThrowableOfType(ProblemException.class, body::check).problem().errors())
        .containsExactly(new FieldError("/c/1", "must be one of [RED, GREEN]"));
  }

  @Test
  void aTextWithACharacterThatPostgresCannotKeepIsRefused() {
    JsonBody body = JsonBody.read(in("{\"t\": \"a\\u0000\"}"), "t");

    assertThat(body.text("t")).isEmpty();
    assertThat(catchThrowableOfType(ProblemException.class, body::check).problem().errors())
        .containsExactly(new FieldError("/t", "must not have the character U+0000"));
  }
}
