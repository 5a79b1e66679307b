package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
  private static String base64(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Credential> of(String pair) {
    return Credential.of("Basic " + base64(pair));
  }

  @Test
  void nameAndPasswordAreSplitAtTheFirstColon() {
    assertThat(of("admin:secret")).contains(new Credential("admin", "secret"));
    assertThat(of("admin:a:b:")).contains(new Credential("admin", "a:b:"));
  }

  @Test
  void theyAreUtf8() {
    assertThat(of("jürgen:密码")).contains(new Credential("jürgen", "密码"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "Basic    "})
  void theSchemeMayBeWrittenInAnyCase(String scheme) {
    assertThat(Credential.of(scheme + base64("a:b"))).contains(new Credential("a", "b"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic:YTpi",
        "Basic\tYTpi",
        "BasicYTpi",
        "Bearer YTpi",
        "Digest username=\"a\"",
        "YTpi",
        " Basic YTpi",
        "Basic YTpi YTpi",
        "Basic YTp",
        "Basic YTpi=",
        "Basic YT-_",
        "Basic %%%%",
        "Basic a:b",
      })
  void anotherHeaderIsNone(String header) {
    assertThat(Credential.of(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "admin",
        "admin:",
        ":secret",
        "ad\0min:x",
        "a:b\n",
        "a:\u0085",
        "\u007f:x"
      })
  void aPairWithoutNameOrPasswordOrWithControlsIsNone(String pair) {
    assertThat(of(pair)).isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8AreNone() {
    byte[] latin1 = "jürgen:x".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Credential.of("Basic " + Base64.getEncoder().encodeToString(latin1))).isEmpty();
  }

  @Test
  void lengthsAreBounded() {
    assertThat(of("n".repeat(100) + ":" + "p".repeat(200))).isPresent();
    assertThat(of("n".repeat(101) + ":p")).isEmpty();
    assertThat(of("n:" + "p".repeat(201))).isEmpty();
    assertThat(Credential.of("Basic " + " ".repeat(2_000) + base64("a:b"))).isEmpty();
  }

  @Test
  void itsTextDoesNotShowThePassword() {
    assertThat(new Credential("admin", "secret")).hasToString("Credential of admin");
  }
}
