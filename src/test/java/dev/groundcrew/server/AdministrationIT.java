package dev.groundcrew.server;

import static dev.groundcrew.server.ServerUnderTest.GLASSFISH;
import static dev.groundcrew.server.ServerUnderTest.PAYARA_6;
import static dev.groundcrew.server.ServerUnderTest.PAYARA_7;
import static dev.groundcrew.server.ServerUnderTest.PAYARA_MICRO;
import static dev.groundcrew.server.ServerUnderTest.WILDFLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Both scripts of a server's folder in {@code server-config}, applied as an administrator applies
 * them: Groundcrew on a pool and on executors of the server's, and what the server tells of them.
 */
@Tag("any-server")
class AdministrationIT {
  private static final ServerUnderTest CHOSEN = ServerUnderTest.chosen();
  private static final Set<ServerUnderTest> PAYARA = EnumSet.of(PAYARA_6, PAYARA_7);

  private static ServersPool pool;
  private static TestServer server;

  @BeforeAll
  static void start() throws SQLException {
    assumeTrue(CHOSEN != PAYARA_MICRO, "it has no script for a pool");
    pool = ServersPool.onNewDatabase();
    server =
        TestServer.of(TestWar.withTestTasks())
            .with("groundcrew.start.spread", "PT0S")
            .withPoolOfTheServer(pool)
            .withJmx()
            .start();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void runsAreKeptInTheDatabaseBehindTheServersPool() {
    String run = server.client().run("takes-a-moment");

    assertThat(server.client().awaitEnd(run).getString("state")).isEqualTo("SUCCEEDED");
    assertThat(server.home()).as("no file of an embedded database").doesNotExist();
    await("the run in PostgreSQL")
        .untilAsserted(() -> assertThat(statesOf("takes-a-moment")).containsOnly("SUCCEEDED"));
  }

  private static List<String> statesOf(String task) throws SQLException {
    try (Connection connection = pool.connect();
        PreparedStatement select =
            connection.prepareStatement("select state from groundcrew_run where task = ?")) {
      select.setString(1, task);
      var states = new ArrayList<String>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          states.add(rows.getString(1));
        }
      }
      return states;
    }
  }

  @Test
  void theServerCountsWhatItsPoolHasGivenAway() throws JMException, IOException {
    if (CHOSEN == WILDFLY) {
      assertThat(ofWildFlysPool("CreatedCount")).isPositive();
    } else {
      awaitCount("server.resources.groundcrew.*", "numconnacquired-count");
    }
  }

  private static int ofWildFlysPool(String attribute) throws JMException, IOException {
    try (JMXConnector connector = server.connectJmx()) {
      return (Integer)
          connector
              .getMBeanServerConnection()
              .getAttribute(
                  new ObjectName(
                      "jboss.as:subsystem=datasources,data-source=groundcrew,statistics=pool"),
                  attribute);
    }
  }

  @Test
  void theServerCountsWhatItsExecutorsHaveRun() {
    assumeTrue(PAYARA.contains(CHOSEN), "the others have no counts for executors of this kind");
    String run = server.client().run("looks-around-pooled");
    assertThat(server.client().awaitEnd(run).getString("state")).isEqualTo("SUCCEEDED");

    awaitCount(
        "server.applications.executorService.*",
        "concurrent\\.groundcrew-pooled\\.CompletedTaskCount-count");
  }

  private static void awaitCount(String tree, String name) {
    Pattern line = Pattern.compile(name + " = ([1-9]\\d*)");
    await(name)
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              String told = server.asadmin("get", "--monitor", tree);
              assertThat(line.matcher(told).find()).as(told).isTrue();
            });
  }

  /** With two, the admin console reads one of them, and the commands write the other. */
  @Test
  void monitoringIsConfiguredOnce() throws IOException {
    assumeTrue(PAYARA.contains(CHOSEN) || CHOSEN == GLASSFISH, "only these have a domain.xml");
    String all = Files.readString(Domain.of(server).xml());
    String ours = all.substring(all.indexOf("<config name=\"server-config\""));

    Matcher services =
        Pattern.compile("<monitoring-service[ >]")
            .matcher(ours.substring(0, ours.indexOf("</config>")));

    assertThat(services.results()).hasSize(1);
  }
}
