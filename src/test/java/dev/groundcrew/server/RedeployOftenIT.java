package dev.groundcrew.server;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fifty undeployments and deployments on Payara Server. */
@Tag("full")
class RedeployOftenIT {
  @Test
  void neitherThreadsNorClassLoadersStayBehind() {
    Redeployments.leaveNothingBehind(ServerUnderTest.PAYARA_6, 50);
  }
}
