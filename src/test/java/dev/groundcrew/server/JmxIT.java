package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an administrator's tool sees from another process: this one. The server is one of its own,
 * since the JVM's agent opens a second port, on all interfaces, which the shared one must not.
 */
@Tag("any-server")
class JmxIT {
  private static TestServer server;
  private static GroundcrewClient client;

  private JMXConnector connector;
  private MBeanServerConnection beans;

  @BeforeAll
  static void start() {
    server =
        TestServer.of(TestWar.withTestTasks())
            .withJmx()
            .with("groundcrew.watch.tolerance", "PT1S")
            .with("groundcrew.start.spread", "PT10S")
            .with("groundcrew.task.dies-once.order", "-5")
            .with("groundcrew.task.purge-history.order", "5")
            .start();
    client = server.client();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void connect() throws IOException {
    connector = server.connectJmx();
    beans = connector.getMBeanServerConnection();
  }

  @AfterEach
  void close() throws IOException {
    if (connector != null) {
      connector.close();
    }
  }

  private static ObjectName name(String key) throws JMException {
    return new ObjectName("dev.groundcrew:type=" + key);
  }

  private Object read(String key, String attribute) throws JMException, IOException {
    return beans.getAttribute(name(key), attribute);
  }

  @Test
  void aStrangerIsRefused() {
    assertThatThrownBy(() -> server.connectJmx("control", "wrong"))
        .isInstanceOf(SecurityException.class);
  }

  @Test
  void thereIsOneBeanForEachTask() throws JMException, IOException {
    Set<String> named =
        beans.queryNames(name("Task,*"), null).stream()
            .map(bean -> bean.getKeyProperty("name"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        client.get("api/tasks?limit=500").items().stream()
            .map(task -> task.getString("name"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(known);
  }

  @Test
  void aTaskThatIsMadeHasABeanUntilItIsDeleted() throws JMException {
    ObjectName bean = name("Task,name=made-for-a-bean");
    String task = "{\"name\": \"made-for-a-bean\", \"type\": \"retention\"}";
    GroundcrewClient.Answer made = client.post("api/tasks", task);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    await().atMost(Duration.ofSeconds(20)).until(() -> beans.isRegistered(bean));

    GroundcrewClient.Answer deleted =
        client.send(
            client
                .request("api/tasks/made-for-a-bean")
                .header("If-Match", made.header("ETag"))
                .DELETE());
    assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    await().atMost(Duration.ofSeconds(20)).until(() -> !beans.isRegistered(bean));
  }

  @Test
  void everyAttributeOfEveryBeanCanBeRead() throws JMException, IOException {
    Set<ObjectName> all = beans.queryNames(new ObjectName("dev.groundcrew:*"), null);
    assertThat(all).hasSizeGreaterThan(5);
    for (ObjectName bean : all) {
      for (var attribute : beans.getMBeanInfo(bean).getAttributes()) {
        Object ignored = beans.getAttribute(bean, attribute.getName());
      }
    }
  }

  @Test
  void aTaskIsRunAndSeen() throws JMException, IOException {
    long before = (Long) read("Task,name=takes-a-moment", "Succeeded");

    String run = (String) beans.invoke(name("Task,name=takes-a-moment"), "run", null, null);
    JsonObject ended = client.awaitEnd(run);

    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.getString("requestedBy")).isEqualTo("JMX");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(read("Task,name=takes-a-moment", "Succeeded")).isEqualTo(before + 1));
    assertThat(read("Task,name=takes-a-moment", "LastRun")).isEqualTo(run);
    assertThat(read("Task,name=takes-a-moment", "LastRunOutcome")).isEqualTo("SUCCEEDED");
    assertThat((Double) read("Task,name=takes-a-moment", "P95Seconds")).isPositive();
    assertThat(read("Task,name=takes-a-moment", "Schedule")).isEqualTo("only by hand");
    assertThat((String) read("Task,name=monitor", "NextRun")).endsWith("Z");
  }

  @Test
  void aRunUnderWayIsCancelled() throws JMException, IOException {
    String run = (String) beans.invoke(name("Task,name=waits-dedicated"), "run", null, null);
    client.awaitState(run, "RUNNING");

    Object asked = beans.invoke(name("Task,name=waits-dedicated"), "cancel", null, null);

    assertThat((Integer) asked).isPositive();
    JsonObject ended = client.awaitEnd(run);
    assertThat(ended.getString("state")).isEqualTo("CANCELLED");
    assertThat(ended.getString("reason")).isEqualTo("cancelled by JMX");
  }

  @Test
  void aTaskIsPausedAndResumed() throws JMException, IOException {
    ObjectName monitor = name("Task,name=monitor");
    String[] text = {String.class.getName()};

    Object nothing = beans.invoke(monitor, "pause", new Object[] {"a test"}, text);

    assertThat(nothing).isNull();
    assertThat(beans.getAttribute(monitor, "State")).isEqualTo("PAUSED");
    assertThat(client.task("monitor").getJsonObject("pause").getString("by")).isEqualTo("JMX");

    Object again = beans.invoke(monitor, "resume", null, null);

    assertThat(again).isNull();
    assertThat(beans.getAttribute(monitor, "State")).isEqualTo("ACTIVE");
  }

  @Test
  void aLimitIsWrittenHere() throws JMException, IOException {
    ObjectName pooled = name("Executor,name=pooled");
    Object before = beans.getAttribute(pooled, "Limit");
    try {
      beans.setAttribute(pooled, new Attribute("Limit", 12));

      assertThat(client.get("api/metrics", "*/*").text())
          .contains("groundcrew_slots{mode=\"POOLED\"} 12.0");
      assertThatThrownBy(() -> beans.setAttribute(pooled, new Attribute("Limit", 0)))
          .hasRootCauseMessage("the limit of POOLED must be 1 to 64");
    } finally {
      beans.setAttribute(pooled, new Attribute("Limit", before));
    }
  }

  @Test
  void theNodeIsWell() throws JMException, IOException {
    assertThat(read("Node", "Name")).isEqualTo("node-1");
    assertThat(read("Node", "Ready")).isEqualTo(true);
    assertThat(read("Node", "UnreadyReason")).isNull();
    assertThat((Integer) read("Node", "Tasks")).isPositive();
  }

  /** All slots of its mode are taken, so it is due and does not begin. */
  @Test
  void aScheduleThatStandsStillIsAProblemThatNamesTheTask() throws JMException, IOException {
    ObjectName pooled = name("Executor,name=pooled");
    Object before = beans.getAttribute(pooled, "Limit");
    String run = client.run("waits-pooled");
    client.awaitState(run, "RUNNING");
    try {
      beans.setAttribute(pooled, new Attribute("Limit", 1));
      await().atMost(Duration.ofSeconds(30)).until(() -> problems().contains("task beats-pooled "));
    } finally {
      beans.setAttribute(pooled, new Attribute("Limit", before));
      client.cancel(run);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> !problems().contains("task beats-pooled "));
  }

  private String problems() throws JMException, IOException {
    return String.join("\n", (String[]) read("Node", "Problems"));
  }

  /** On this server, since the shared one begins with everything at once. */
  @Test
  void tasksBeginInTheirOrderAndNotAllAtOnce() {
    Instant first = begun("dies-once");
    Instant middle = begun("lives-along");
    Instant last = begun("purge-history");

    assertThat(middle).isAfter(first);
    assertThat(last).isAfter(middle).isAfter(first.plusSeconds(5));
  }

  private static Instant begun(String task) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.runs("task=" + task + "&trigger=STARTUP"), runs -> !runs.isEmpty())
        .stream()
        .map(run -> Instant.parse(run.getString("queuedAt")))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
