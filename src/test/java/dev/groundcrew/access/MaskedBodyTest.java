package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rule 10. */
class MaskedBodyTest {
  private static Optional<String> masked(String path, String body) {
    return new MaskedBody(Set.of("passphrase")).of(path, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void secretsAreMaskedHoweverDeepAndTheRestStays() {
    assertThat(
            masked(
                "tasks",
                """
                {"name":"a","parameters":{"dbPassword":"hunter2","list":[{"apiKey":["k"]},1]}}"""))
        .contains(
            "{\"name\":\"a\",\"parameters\":{\"dbPassword\":\"***\",\"list\":[{\"apiKey\":\"***\"},1]}}");
  }

  @Test
  void whatATaskTypeDeclaresSecretIsMaskedWhateverItIsCalled() {
    assertThat(masked("tasks", "{\"parameters\":{\"passphrase\":\"open sesame\",\"phrase\":1}}"))
        .contains("{\"parameters\":{\"passphrase\":\"***\",\"phrase\":1}}");
  }

  @ParameterizedTest
  @CsvSource({
    "https://anna:hunter2@example.org/a?b=c, https://***@example.org/a?b=c",
    "https://example.org/?a=1&access_token=hunter2&b=2#c, https://example.org/?a=1&access_token=***&b=2#c",
    "see https://example.org/?api-key=hunter2 there, see https://example.org/?api-key=*** there",
    "https://example.org/tokens?page=2, https://example.org/tokens?page=2",
    "mail ops@example.org: $1, mail ops@example.org: $1"
  })
  void secretsInAddressesAreMasked(String said, String kept) {
    assertThat(masked("tasks", "{\"url\":[\"" + said + "\"]}"))
        .contains("{\"url\":[\"" + kept + "\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"me/password", "session"})
  void whereAllIsSecretAllIsMasked(String path) {
    assertThat(masked(path, "{\"current\":\"one\",\"new\":\"two\"}"))
        .contains("{\"current\":\"***\",\"new\":\"***\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense password=hunter2", "[\"hunter2\"]", "{\"a\":"})
  void whatCannotBeMaskedIsNotKept(String body) {
    assertThat(masked("tasks", body)).isEmpty();
  }

  @Test
  void whatIsNestedTooDeepIsNotKept() {
    byte[] deep =
        ("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(new MaskedBody(Set.of()).of("api/tasks", deep)).isEmpty();
  }
}
