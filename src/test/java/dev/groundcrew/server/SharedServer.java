package dev.groundcrew.server;

import dev.groundcrew.access.SmallOpenIdProvider;

/** One server for all test classes that can do with the same settings; ends with this JVM. */
final class SharedServer {
  private static TestServer server;
  private static int alertsPort;
  private static int mailPort;
  private static SmallOpenIdProvider provider;

  private SharedServer() {}

  /** The server, started at the first use. */
  static synchronized TestServer get() {
    if (server == null) {
      server = start();
    }
    return server;
  }

  /** Where it sends alerts and may fetch; nobody listens there but for a test that does. */
  static synchronized int alertsPort() {
    TestServer ignored = get();
    return alertsPort;
  }

  /** Where it sends mail; nobody listens there but for a test that does. */
  static synchronized int mailPort() {
    TestServer ignored = get();
    return mailPort;
  }

  /** Whom people may sign in with: groups {@code crew} operate. */
  static synchronized SmallOpenIdProvider openIdProvider() {
    TestServer ignored = get();
    return provider;
  }

  static GroundcrewClient client() {
    return get().client();
  }

  private static TestServer start() {
    alertsPort = FreePort.any();
    mailPort = FreePort.any();
    provider = new SmallOpenIdProvider();
    return TestServer.of(TestWar.withTestTasks())
        .with("groundcrew.alerts.ops.url", "http://127.0.0.1:" + alertsPort + "/hook-path")
        .with("groundcrew.alerts.ops.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        .with("groundcrew.alerts.people.kind", "mail")
        .with("groundcrew.alerts.people.url", "smtp://127.0.0.1:" + mailPort)
        .with("groundcrew.alerts.people.from", "groundcrew@example.org")
        .with("groundcrew.alerts.people.to", "ops@example.org,gone@example.org")
        .with("groundcrew.alerts.session.kind", "mail")
        .with("groundcrew.alerts.session.mail-session", "mail/not-there")
        .with("groundcrew.alerts.session.to", "ops@example.org")
        .with("groundcrew.alerts.retry", "PT0.2S")
        .with("groundcrew.fetch.allow-private", "127.0.0.1:" + alertsPort)
        .with("groundcrew.oidc.issuer", provider.issuer().toString())
        .with("groundcrew.oidc.client-id", SmallOpenIdProvider.CLIENT)
        .with("groundcrew.oidc.client-secret", SmallOpenIdProvider.SECRET)
        .with("groundcrew.oidc.title", "Small Provider")
        .with("groundcrew.oidc.roles-claim", "realm.groups")
        .with("groundcrew.oidc.operators", "crew")
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
        .with("groundcrew.task.overridden.yields", "false")
        .with("groundcrew.task.overridden.idle", "false")
        .with("groundcrew.task.overridden.repeatable", "false")
        .with("groundcrew.task.overridden.enabled", "true")
        .with("groundcrew.task.switched-off.enabled", "false")
        .with("groundcrew.purge.own.jndi", "java:comp/DefaultDataSource")
        .with("groundcrew.purge.own.tables", "old_things")
        .start();
  }
}
