package dev.groundcrew.server;

/** One server for all test classes that can do with the same settings; ends with this JVM. */
final class SharedServer {
  private static TestServer server;

  private SharedServer() {}

  /** The server, started at the first use. */
  static synchronized TestServer get() {
    if (server == null) {
      server = start();
    }
    return server;
  }

  static GroundcrewClient client() {
    return get().client();
  }

  private static TestServer start() {
    TestServer shared = TestServer.of(TestWar.withTestTasks());
    if (ServerUnderTest.chosen() == ServerUnderTest.PAYARA_MICRO) {
      shared.withJmx();
    }
    return shared
        .with("groundcrew.start.spread", "PT0S")
        .with("groundcrew.cancel.interrupt-after", "PT0.5S")
        .with("groundcrew.cancel.give-up-after", "PT2S")
        .with("groundcrew.task.overridden.description", "from the configuration")
        .with("groundcrew.task.overridden.owner", "configured owner")
        .with("groundcrew.task.overridden.tags", "configured,twice")
        .with("groundcrew.task.overridden.runbook", "https://example.org/configured")
        .with("groundcrew.task.overridden.every", "PT0.5S")
        .with("groundcrew.task.overridden.zone", "Asia/Tokyo")
        .with("groundcrew.task.overridden.at-startup", "true")
        .with("groundcrew.task.overridden.order", "7")
        .with("groundcrew.task.overridden.mode", "DEDICATED")
        .with("groundcrew.task.overridden.scope", "EVERY_NODE")
        .with("groundcrew.task.overridden.overlap", "ALLOW")
        .with("groundcrew.task.overridden.timeout", "PT1H")
        .with("groundcrew.task.overridden.enabled", "true")
        .with("groundcrew.task.switched-off.enabled", "false")
        .start();
  }
}
