package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** Undeploys and deploys Groundcrew in a server that goes on, and looks at what stays behind. */
final class Redeployments {
  /** In the WAR alone, and loaded by every start, which makes one. */
  private static final String OURS = "dev.groundcrew.engine.Engine";

  /** The one that is deployed, and the last one before, which some cache of the server may hold. */
  private static final long MOST = 2;

  /** Threads that run our code or that of a library in the WAR, or have a name from us. */
  private static final Pattern THREAD_OF_OURS =
      Pattern.compile(
          "^\"groundcrew |^\"HikariPool|^\"httpclient|\\bat dev\\.groundcrew\\."
              + "|\\bat com\\.zaxxer\\.hikari\\.|\\bat org\\.apache\\.hc\\.",
          Pattern.MULTILINE);

  private Redeployments() {}

  /** On a server of its own. */
  static void leaveNothingBehind(ServerUnderTest kind, int times) {
    try (TestServer server =
        TestServer.of(kind, TestWar.withTestTasks())
            .withExecutorsOfTheWar()
            .with("groundcrew.start.spread", "PT0S")
            .with("groundcrew.shutdown.grace", "PT5S")
            .start()) {
      var jvm = new Jcmd(server.pid(), server.folder());
      String durable = server.client().run("finishes-when-told");
      for (int i = 1; i <= times; i++) {
        server.client().awaitState(durable, "RUNNING");
        server.undeploy();
        assertThat(threadsOfOurs(jvm)).as("after undeployment %d", i).isEmpty();
        server.deploy();
      }
      assertThat(server.client().awaitState(durable, "RUNNING").getInt("crashes"))
          .as("an undeployment is no crash")
          .isZero();
      awaitUnloading(kind, jvm, server.folder());
    }
  }

  /**
   * GlassFish 8 itself keeps the class loader of whatever was at its root, a small WAR's too: it
   * starts its own module there again during the undeployment, and a thread of that, which it never
   * ends, has the loader. There as few of our engines as of loaders elsewhere must live in what it
   * keeps.
   */
  private static void awaitUnloading(ServerUnderTest kind, Jcmd jvm, Path folder) {
    try {
      await("class loaders unloaded")
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                jvm.collectGarbage();
                long alive =
                    kind == ServerUnderTest.GLASSFISH ? jvm.instancesOf(OURS) : jvm.loadersOf(OURS);
                assertThat(alive).isBetween(1L, MOST);
              });
    } catch (ConditionTimeoutException e) {
      // Who holds them is seen there.
      jvm.dumpHeap(folder.resolve("leak.hprof"));
      throw e;
    }
  }

  private static List<String> threadsOfOurs(Jcmd jvm) {
    return jvm.threads().stream().filter(thread -> THREAD_OF_OURS.matcher(thread).find()).toList();
  }
}
