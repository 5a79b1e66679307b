package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ServerUnderTestTest {
  @Test
  void knowsItsServersByName() {
    assertThat(ServerUnderTest.named("payara-micro")).isEqualTo(ServerUnderTest.PAYARA_MICRO);
    assertThat(ServerUnderTest.named("payara6")).isEqualTo(ServerUnderTest.PAYARA_6);
    assertThat(ServerUnderTest.named("payara7")).isEqualTo(ServerUnderTest.PAYARA_7);
    assertThat(ServerUnderTest.named("glassfish")).isEqualTo(ServerUnderTest.GLASSFISH);
    assertThat(ServerUnderTest.named("wildfly")).isEqualTo(ServerUnderTest.WILDFLY);
  }

  @Test
  void refusesAnUnknownNameAndTellsTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerUnderTest.named("nonsense"))
        .withMessageContaining("nonsense")
        .withMessageContaining("payara-micro, payara6, payara7, glassfish, wildfly");
  }

  /** So that a wrong {@code -Dserver=} fails in seconds, before any server is started. */
  @Test
  void theServerThatThisBuildChoosesIsKnown() {
    assertThat(ServerUnderTest.chosen()).isNotNull();
  }
}
