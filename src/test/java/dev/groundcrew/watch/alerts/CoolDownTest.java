package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule 3 of the package. */
class CoolDownTest {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final CoolDown coolDown = new CoolDown();

  private static Alert alert(AlertKind kind, String subject) {
    return new Alert(
        kind, subject, Optional.empty(), Optional.empty(), "text", Optional.empty(), START, 0);
  }

  private List<String> admit(int minute, Alert... fresh) {
    return coolDown.admit(List.of(fresh), START.plusSeconds(60L * minute), TEN_MINUTES).stream()
        .map(alert -> alert.kind() + " " + alert.subject() + " " + alert.held())
        .toList();
  }

  private static Alert failed(String subject) {
    return alert(AlertKind.FAILED, subject);
  }

  @Test
  void theSameIsToldOnceAndThenWithTheirNumber() {
    assertThat(admit(0, failed("a"))).containsExactly("FAILED a 0");
    assertThat(coolDown.holdsBack()).isFalse();
    assertThat(admit(1, failed("a"), failed("a"))).isEmpty();
    assertThat(admit(9, failed("a"))).isEmpty();
    assertThat(coolDown.holdsBack()).isTrue();
    assertThat(admit(10)).containsExactly("FAILED a 2");
    assertThat(coolDown.holdsBack()).isFalse();
    assertThat(admit(11)).isEmpty();
  }

  @Test
  void aStormOfOneSubjectIsOneAlert() {
    Alert[] storm = Stream.generate(() -> failed("a")).limit(1_000).toArray(Alert[]::new);

    assertThat(admit(0, storm)).containsExactly("FAILED a 0");
    assertThat(admit(10)).containsExactly("FAILED a 998");
  }

  @Test
  void othersAreNotHeldBack() {
    assertThat(admit(0, failed("a"), failed("b"))).containsExactly("FAILED a 0", "FAILED b 0");
  }

  @Test
  void recoveryIsToldAtOnce() {
    assertThat(admit(0, failed("a"))).hasSize(1);
    assertThat(admit(1, alert(AlertKind.RECOVERED, "a"))).containsExactly("RECOVERED a 0");
  }

  @Test
  void whatFlapsIsToldTwiceAndThenAsItIs() {
    assertThat(admit(0, failed("a"))).hasSize(1);
    assertThat(admit(1, alert(AlertKind.RECOVERED, "a"))).hasSize(1);
    for (int minute = 2; minute < 10; minute++) {
      assertThat(admit(minute, failed("a"), alert(AlertKind.RECOVERED, "a"))).isEmpty();
    }
    assertThat(admit(12)).as("it was told to be well, and is").isEmpty();
  }

  @Test
  void aFailureAfterARecoveryIsToldInTheEnd() {
    assertThat(admit(0, failed("a"))).hasSize(1);
    assertThat(admit(1, alert(AlertKind.RECOVERED, "a"))).hasSize(1);
    assertThat(admit(2, failed("a"))).isEmpty();
    assertThat(admit(10)).containsExactly("FAILED a 0");
  }

  @Test
  void testsAreAlwaysTold() {
    Alert test = alert(AlertKind.TEST, "test");

    assertThat(admit(0, test)).hasSize(1);
    assertThat(admit(0, test)).hasSize(1);
  }
}
