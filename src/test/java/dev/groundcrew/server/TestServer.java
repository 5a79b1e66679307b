package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;

/**
 * A real server with one WAR, as a process of its own. It may be started again once it has ended:
 * it keeps its home and its settings. For one thread.
 */
final class TestServer implements AutoCloseable {
  static final String PASSWORD = "turnaround-37";

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final int TRIES = 3;
  private static final int TAIL = 4_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerKind kind;
  private Path war;
  private final Path folder;
  private final TreeMap<String, String> settings = new TreeMap<>();
  private final List<String> environment = new ArrayList<>();
  private final List<RealmUser> users = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();
  private String base = "";
  private boolean serverExecutors = true;
  private boolean jmx;
  private Optional<ServersPool> pool = Optional.empty();
  private int lives;
  private int port;
  private ServerKind.Place place;
  private ChildProcess process;

  private TestServer(ServerKind kind, Path war, Path folder) {
    this.kind = kind;
    this.war = war;
    this.folder = folder;
    with("groundcrew.home", home().toString());
    with("groundcrew.admin.password", PASSWORD);
    with("groundcrew.node", "node-1");
  }

  /** A server of the chosen kind, not started yet. */
  static TestServer of(Path war) {
    return of(ServerUnderTest.chosen(), war);
  }

  /** A server of a kind, not started yet. */
  static TestServer of(ServerUnderTest server, Path war) {
    String name = server + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    Path folder = Path.of("target", "servers", name).toAbsolutePath();
    try {
      Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestServer(server.kind(), war.toAbsolutePath(), folder);
  }

  /** Sets a system property, and so a setting, of the next start. */
  TestServer with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Takes another WAR from the next start on, such as an earlier or a later release. */
  TestServer withWar(Path other) {
    war = other.toAbsolutePath();
    return this;
  }

  /** Sets a variable of the environment of the next start. */
  TestServer withEnvironment(String name, String value) {
    environment.add(name + "=" + value);
    return this;
  }

  /** The executors come from the WAR, not from the server's configuration. */
  TestServer withExecutorsOfTheWar() {
    serverExecutors = false;
    return this;
  }

  /**
   * Each WAR stands at the path of its file's name; REST and console are below one of them.
   *
   * @param path such as {@code shop/groundcrew/}
   */
  TestServer at(String path, Path... more) {
    base = path;
    others.addAll(List.of(more));
    return this;
  }

  /** Its administrator makes a pool on a database of PostgreSQL, as the script that ships does. */
  TestServer withPoolOfTheServer(ServersPool made) {
    pool = Optional.of(made);
    return withEnvironment("GROUNDCREW_DATABASE_PASSWORD", ServersPool.PASSWORD);
  }

  /** Its administrator has somebody in the server's file realm. */
  TestServer withUser(String name, String password, String... groups) {
    users.add(new RealmUser(name, password, List.of(groups)));
    return this;
  }

  /** Speaks JMX on loopback, to whoever signs in as {@code control}. */
  TestServer withJmx() {
    jmx = true;
    return this;
  }

  /** A connection to its MBeans, signed in. */
  JMXConnector connectJmx() throws IOException {
    return connectJmx(JmxAgent.USER, PASSWORD);
  }

  JMXConnector connectJmx(String name, String password) throws IOException {
    return kind.connectJmx(place, name, password);
  }

  /** What is its own: settings, logs, home. */
  Path folder() {
    return folder;
  }

  /** Where its embedded database lives. */
  Path home() {
    return folder.resolve("home");
  }

  /** Starts it and waits until it is ready. */
  TestServer start() {
    launch();
    try {
      awaitReady(LONGEST_START);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    return this;
  }

  /** Starts it and waits for nothing but the port. */
  TestServer launch() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("it still runs");
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      launchOnce();
      if (!portWasTaken()) {
        if (process.isAlive()) {
          kind.opened(place, this::log);
        }
        return this;
      }
      process.close();
    }
    throw new IllegalStateException("no port stayed free long enough: " + tail());
  }

  private void launchOnce() {
    Path log = folder.resolve("server-" + ++lives + ".log");
    place =
        new ServerKind.Place(
            folder,
            wars(),
            base.isEmpty(),
            write(),
            serverExecutors,
            pool,
            List.copyOf(users),
            jmxAgent());
    ServerKind.Launch launch = kind.launch(place);
    port = launch.port();
    process = ChildProcess.start(inEnvironment(launch.command()), log);
  }

  private Optional<JmxAgent> jmxAgent() {
    return jmx ? Optional.of(new JmxAgent(folder, PASSWORD)) : Optional.empty();
  }

  private List<String> inEnvironment(List<String> command) {
    if (environment.isEmpty()) {
      return command;
    }
    var whole = new ArrayList<String>(List.of("env"));
    whole.addAll(environment);
    whole.addAll(command);
    return whole;
  }

  private List<Path> wars() {
    return Stream.concat(Stream.of(war), others.stream()).toList();
  }

  private Path write() {
    Path file = folder.resolve("settings.properties");
    var properties = new Properties();
    properties.putAll(settings);
    // As bytes it escapes what is not ASCII: WildFly takes such a file for ISO 8859-1.
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Waits until the port is ours, or the process has ended, or somebody else has the port. */
  private boolean portWasTaken() {
    await("the port")
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                !process.isAlive()
                    || !FreePort.isFree(port)
                    || kind.deploymentFailed(log())
                    || kind.portWasTaken(log()));
    return kind.portWasTaken(log());
  }

  /**
   * Waits until it is ready.
   *
   * @throws IllegalStateException with the end of the log, as soon as that cannot be any more
   */
  void awaitReady(Duration limit) {
    await("ready")
        .atMost(limit)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("the server has ended: " + tail());
              }
              if (kind.deploymentFailed(log())) {
                throw new IllegalStateException("the deployment has failed: " + tail());
              }
              return isReady();
            });
  }

  /** Whether it says that it is ready. */
  boolean isReady() {
    return client().isReady();
  }

  /** Whether the server has given up on the WAR. */
  boolean deploymentFailed() {
    return kind.deploymentFailed(log());
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + port + "/" + base);
  }

  /** A client that is signed in as the administrator. */
  GroundcrewClient client() {
    return new GroundcrewClient(baseUri()).as("admin", PASSWORD);
  }

  /** What this life has printed so far. */
  String log() {
    return process.printed();
  }

  private String tail() {
    String log = log();
    return log.substring(Math.max(0, log.length() - TAIL));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill9() {
    process.kill9();
  }

  void sigterm() {
    process.sigterm();
  }

  void sigstop() {
    process.sigstop();
  }

  void sigcont() {
    process.sigcont();
  }

  /** Gives it a command of {@code asadmin} and returns the output. */
  String asadmin(String name, String... arguments) {
    return kind.asadmin(place, name, arguments);
  }

  /** Takes the WAR away, while the server goes on. */
  void undeploy() {
    kind.undeploy(place);
  }

  /** Brings the WAR back and waits until it is ready. */
  void deploy() {
    kind.deploy(place);
    awaitReady(LONGEST_START);
  }

  /** Waits for its end and gives its exit code. */
  int awaitExit(Duration limit) {
    return process.awaitExit(limit);
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
