package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.groundcrew.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 13 of the package. */
class TaskGrantTest {
  @ParameterizedTest
  @CsvSource({
    "invoice-*,    invoice-send,     true",
    "invoice-*,    invoice-,         true",
    "invoice-*,    invoice,          false",
    "invoice-*,    my-invoice-send,  false",
    "*-nightly,    purge-nightly,    true",
    "*-nightly,    purge-nightly-2,  false",
    "a*b*c,        axxbxxbxc,        true",
    "a*b*c,        axxcxxb,          false",
    "a**c,         ac,               true",
    "purge,        purge,            true",
    "purge,        purge-all,        false",
    "*,            anything,         true",
    "a.c,          abc,              false",
  })
  void aStarStandsForAnyCharactersAndNothingElseDoes(String pattern, String task, boolean fits) {
    assertThat(new TaskGrant(List.of("other", pattern)).covers(task)).isEqualTo(fits);
  }

  @Test
  void manyStarsCostLinearTime() {
    var grant = new TaskGrant(List.of("*a".repeat(31)));

    assertThat(grant.covers("a".repeat(30) + "b".repeat(33))).isFalse();
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> grant.covers("a".repeat(62) + "b"));
  }

  @Test
  void onlyAnOperatorCanBeLimited() {
    Optional<List<String>> limit = Optional.of(List.of("invoice-*"));

    assertThat(TaskGrant.of(Role.OPERATOR, limit).isLimited()).isTrue();
    assertThat(TaskGrant.of(Role.OPERATOR, Optional.empty())).isEqualTo(TaskGrant.ALL);
    assertThat(TaskGrant.of(Role.ADMINISTRATOR, limit)).isEqualTo(TaskGrant.ALL);
    assertThat(TaskGrant.of(Role.VIEWER, limit)).isEqualTo(TaskGrant.NONE);
    assertThat(TaskGrant.of(Role.METRICS, Optional.empty())).isEqualTo(TaskGrant.NONE);
  }

  @Test
  void aRefusalNamesWhatIsRefusedWhatIsNotAndTheMend() {
    var grant = new TaskGrant(List.of("invoice-*", "purge"));

    grant.require(List.of("invoice-send", "purge"));
    assertThatThrownBy(() -> grant.require(List.of("purge", "monitor")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContainingAll("invoice-*, purge", "not monitor", "administrator can grant");
  }
}
