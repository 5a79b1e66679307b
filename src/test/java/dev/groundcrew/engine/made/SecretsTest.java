package dev.groundcrew.engine.made;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 6 of the package. */
class SecretsTest {
  private static final String HERE = "https://example.org/hook";

  private final Secrets secrets = new Secrets(List.of("key"));
  private final List<String> refused = new ArrayList<>();

  private static MadeTask call(String type, String... pairs) {
    var parameters = new java.util.HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.put(pairs[i], pairs[i + 1]);
    }
    return new MadeTask(type, Map.of(), parameters);
  }

  private static MadeTask stored() {
    return call("http-call", "url", HERE, "key", "open sesame");
  }

  private Map<String, String> unmasked(MadeTask made, MadeTask stored) {
    return secrets
        .unmasked(made, Optional.of(stored), (name, mend) -> refused.add(name + ' ' + mend))
        .parameters();
  }

  private static MadeTask maskedTo(String url) {
    return call("http-call", "url", url, "key", ParameterFields.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HERE,
        "https://example.org/other?a=b",
        "https://EXAMPLE.org:443/hook",
        "HTTPS://example.org"
      })
  void aMaskedSecretStaysAsLongAsItGoesToTheSameServer(String url) {
    assertThat(unmasked(maskedTo(url), stored())).containsEntry("key", "open sesame");
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/hook",
        "http://example.org/hook",
        "https://example.org:8443/hook",
        "https://example.org@example.com/hook",
        "https://example.org.example.com/hook",
        "https://exa mple.org/",
        "not an address"
      })
  void whoSendsItElsewhereHasToKnowIt(String url) {
    assertThat(unmasked(maskedTo(url), stored())).doesNotContainValue("open sesame");
    assertThat(refused).containsExactly("key " + Secrets.GOES_ELSEWHERE);
  }

  @Test
  void soDoesWhoLeavesItOutOfADocument() {
    MadeTask there = call("http-call", "url", "https://example.com/");
    MadeTask here = call("http-call", "url", HERE);

    assertThat(unmasked(secrets.kept(here, Optional.of(stored())), stored()))
        .containsEntry("key", "open sesame");
    assertThat(refused).isEmpty();
    assertThat(unmasked(secrets.kept(there, Optional.of(stored())), stored()))
        .doesNotContainValue("open sesame");
    assertThat(refused).containsExactly("key " + Secrets.GOES_ELSEWHERE);
  }

  @Test
  void whoGivesTheSecretAnewMaySendItAnywhere() {
    MadeTask there = call("http-call", "url", "https://example.com/", "key", "another");

    assertThat(unmasked(there, stored())).containsEntry("key", "another");
    assertThat(refused).isEmpty();
  }

  @Test
  void aMaskThatHidesNothingIsRefused() {
    assertThat(unmasked(maskedTo(HERE), call("http-call", "url", HERE)))
        .containsEntry("key", ParameterFields.MASK);
    assertThat(unmasked(maskedTo(HERE), call("fetch", "url", HERE, "key", "of another type")))
        .doesNotContainValue("of another type");
    assertThat(refused)
        .containsExactly("key " + Secrets.STILL_MASKED, "key " + Secrets.STILL_MASKED);
  }
}
