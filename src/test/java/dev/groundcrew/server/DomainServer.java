package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Payara Server or GlassFish: a domain of its own, configured and filled through {@code asadmin} as
 * an administrator does it, but its JVM started directly, so that it is a child of the test's.
 */
final class DomainServer implements ServerKind {
  static final String APPLICATION = "groundcrew";

  private static final String DUMP = "Dump of JVM Invocation line";
  private static final Duration LONGEST_BOOT = Duration.ofMinutes(3);

  private final Path config;
  private final Path installed;
  private final Path java;

  /**
   * One of a distribution.
   *
   * @param config the folder of {@code server-config} with its script
   */
  DomainServer(String config) {
    this.config = Path.of("server-config", config).toAbsolutePath();
    this.installed = Path.of(System.getProperty("groundcrew.test.distribution", "?"));
    this.java = Path.of(System.getProperty("groundcrew.test.jdk", System.getProperty("java.home")));
  }

  @Override
  public Launch launch(Place place) {
    Domain domain = Domain.in(place.folder(), installed);
    domain.takeFreePorts();
    if (place.pool().isPresent()) {
      domain.addLibrary(ServersPool.driver());
    }
    List<String> command = commandOf(place);
    int main = 1;
    place.jmx().ifPresent(agent -> command.addAll(main, agent.jvmOptions()));
    command.addAll(main, systemProperties(place.properties()));
    command.addAll(
        main,
        List.of(
            "-XX:TieredStopAtLevel=1",
            TestAgent.jvmOption(),
            "-Djava.io.tmpdir=" + place.folder().resolve("tmp")));
    return new Launch(domain.httpPort(), command);
  }

  /** What {@code start-domain} would start: it starts a process that outlives its own. */
  private List<String> commandOf(Place place) {
    String printed =
        commandLine(place)
            .local(
                "start-domain",
                "--verbose",
                "--dry-run",
                "--domaindir",
                place.folder().toString(),
                Domain.NAME)
            .orThrow();
    List<String> lines = printed.lines().toList();
    int first = lines.indexOf(java.resolve("bin").resolve("java").toString());
    if (first < 0) {
      throw new IllegalStateException("no command in: " + printed);
    }
    // Payara's tells it twice: on its output, and in its log.
    int end = first + 1;
    while (end < lines.size() && !lines.get(end).isBlank() && !lines.get(end).contains(DUMP)) {
      end++;
    }
    List<String> command = new ArrayList<>(lines.subList(first, end));
    int passwords = command.indexOf("-read-stdin");
    if (passwords >= 0) {
      command.set(passwords + 1, "false");
    }
    return command;
  }

  private static List<String> systemProperties(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .sorted()
        .map(key -> "-D" + key + "=" + properties.getProperty(key))
        .toList();
  }

  /** Applies our script and deploys the WAR; a later start finds both in the domain. */
  @Override
  public void opened(Place place, Supplier<String> log) {
    Path done = place.folder().resolve("deployed");
    if (Files.exists(done)) {
      return;
    }
    await("the boot").atMost(LONGEST_BOOT).until(() -> log.get().contains("startup time"));
    if (place.serverExecutors()) {
      apply(place, config.resolve("groundcrew.asadmin"));
    }
    place.pool().ifPresent(pool -> make(place, pool));
    for (Path war : place.wars()) {
      // Tests look for themselves whether it has worked.
      Asadmin.Answer ignored = deploy(place, war.toAbsolutePath());
    }
    try {
      Files.createFile(done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String asadmin(Place place, String name, String... arguments) {
    return admin(place, name, arguments).orThrow();
  }

  @Override
  public void undeploy(Place place) {
    String ignored = asadmin(place, "undeploy", APPLICATION);
  }

  @Override
  public void deploy(Place place) {
    String ignored = deploy(place, place.wars().get(0).toAbsolutePath()).orThrow();
  }

  private void make(Place place, ServersPool pool) {
    Path secrets = place.folder().resolve("secrets");
    Path script = place.folder().resolve("postgresql.asadmin");
    try {
      Files.writeString(secrets, "AS_ADMIN_ALIASPASSWORD=" + ServersPool.PASSWORD + "\n");
      Files.writeString(script, pool.script(config.resolve("postgresql.asadmin")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String ignored =
        commandLine(place)
            .secretly(
                Domain.in(place.folder(), installed).adminPort(),
                secrets,
                "create-password-alias",
                "groundcrew-database")
            .orThrow();
    apply(place, script);
  }

  private void apply(Place place, Path script) {
    String printed =
        asadmin(place, "multimode", "--printprompt=false", "--file", script.toString());
    // It goes on after a line that fails, and says that all went well.
    if (printed.contains("failed")) {
      throw new IllegalStateException(script + ": " + printed);
    }
  }

  /** What is not at the root stands at its file's name. */
  private Asadmin.Answer deploy(Place place, Path war) {
    return place.atRoot()
        ? admin(place, "deploy", "--name", APPLICATION, "--contextroot", "/", war.toString())
        : admin(place, "deploy", war.toString());
  }

  private Asadmin.Answer admin(Place place, String name, String... arguments) {
    return commandLine(place)
        .remote(Domain.in(place.folder(), installed).adminPort(), name, arguments);
  }

  private Asadmin commandLine(Place place) {
    return new Asadmin(installed, java, place.folder());
  }

  @Override
  public boolean portWasTaken(String log) {
    return log.contains("java.net.BindException") || log.contains("Address already in use");
  }

  @Override
  public boolean deploymentFailed(String log) {
    return log.contains("Exception while loading the app")
        || log.contains("Exception while deploying the app")
        || log.contains("Exception during lifecycle processing");
  }
}
