package dev.groundcrew.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five undeployments and deployments; {@link RedeployOftenIT} does fifty. */
@Tag("any-server")
class RedeployIT {
  @Test
  void neitherThreadsNorClassLoadersStayBehind() {
    assumeTrue(
        ServerUnderTest.chosen() != ServerUnderTest.PAYARA_MICRO, "it keeps its WAR for life");
    Redeployments.leaveNothingBehind(ServerUnderTest.chosen(), 5);
  }
}
