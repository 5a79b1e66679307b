package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rule 10. */
class MaskedBodyTest {
  private static Optional<String> masked(String path, String body) {
    return MaskedBody.of(path, body.getBytes(StandardCharsets.UTF_8));
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

    assertThat(MaskedBody.of("api/tasks", deep)).isEmpty();
  }
}
