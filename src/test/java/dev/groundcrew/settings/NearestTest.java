package dev.groundcrew.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("groundcrew.home", "groundcrew.node", "groundcrew.shutdown.grace");

  @ParameterizedTest
  @CsvSource({
    "groundcrew.hom, groundcrew.home",
    "groundcrew.homes, groundcrew.home",
    "groundcrew.hoem, groundcrew.home",
    "groundcrew.nude, groundcrew.node",
    "groundcrew.shutdown.grase, groundcrew.shutdown.grace",
    "groundcrew.node, groundcrew.node",
  })
  void findsTheNameWithTheFewestEdits(String typed, String meant) {
    assertThat(Nearest.to(typed, KNOWN)).contains(meant);
  }

  @Test
  void sixEditsAreNearAndSevenAreNot() {
    assertThat(Nearest.to("abcdef", List.of(""))).contains("");
    assertThat(Nearest.to("abcdefg", List.of(""))).isEmpty();
  }

  @Test
  void knowsNothingNearWhereNothingIsKnown() {
    assertThat(Nearest.to("groundcrew.home", List.of())).isEmpty();
  }
}
