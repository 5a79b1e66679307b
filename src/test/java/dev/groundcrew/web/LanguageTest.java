package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | en",
        "de | de",
        "de-AT,en;q=0.5 | de",
        "fr, zh-Hans-CN;q=0.8, de;q=0.7 | zh",
        "fr | en",
        "* | en",
        "*** | en",
        "de;q=9 | en",
        "en;q=0.1, de;q=0.9 | de"
      })
  void theBestOfTheKnownOnesIsTaken(String header, String language) {
    assertThat(Language.of(header)).isEqualTo(Locale.forLanguageTag(language));
  }

  @org.junit.jupiter.api.Test
  void withoutAWishItIsEnglish() {
    assertThat(Language.of((String) null)).isEqualTo(Locale.ENGLISH);
  }
}
