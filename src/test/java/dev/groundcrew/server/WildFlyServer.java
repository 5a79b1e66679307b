package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.security.sasl.SaslException;

/** WildFly, its {@code standalone.xml} changed by {@code server-config/wildfly/groundcrew.cli}. */
final class WildFlyServer implements ServerKind {
  private static final int[] PORTS = {8080, 8443, 9990};
  private static final Path INSTALLED = Path.of(System.getProperty("groundcrew.test.wildfly", "?"));
  private static final Path CONFIG = Path.of("server-config", "wildfly").toAbsolutePath();
  private static final String ROOT = "ROOT.war";
  private static final String[] PACKAGES = {
    "java.base/java.lang",
    "java.base/java.lang.invoke",
    "java.base/java.lang.reflect",
    "java.base/java.io",
    "java.base/java.net",
    "java.base/java.security",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.management/javax.management",
    "java.naming/javax.naming"
  };

  private int managementPort;

  @Override
  public Launch launch(Place place) {
    Path base = place.folder().resolve("standalone");
    if (Files.notExists(base)) {
      configure(place, base);
    }
    for (Path war : place.wars()) {
      // Its name is its path; that of ROOT is the root.
      deploy(
          war, base.resolve("deployments"), place.atRoot() ? ROOT : war.getFileName().toString());
    }
    int offset = freeOffset();
    managementPort = PORTS[2] + offset;
    place.jmx().ifPresent(agent -> addUser(base, agent));
    List<String> command = modules(base);
    command.addAll(
        List.of(
            "org.jboss.as.standalone",
            "-P=" + place.properties().toUri(),
            "-b=127.0.0.1",
            "-bmanagement=127.0.0.1",
            "-Djboss.socket.binding.port-offset=" + offset));
    return new Launch(PORTS[0] + offset, command);
  }

  /** A base folder of its own, since the unpacked distribution is shared. */
  private static void configure(Place place, Path base) {
    try {
      copy(INSTALLED.resolve("standalone"), base);
      Files.createDirectories(ownModules(base));
      apply(base, CONFIG.resolve("groundcrew.cli"));
      if (place.pool().isPresent()) {
        apply(base, withDriver(base, place.pool().get()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void apply(Path base, Path script) {
    var command = new ArrayList<>(List.of("env", "JBOSS_HOME=" + INSTALLED));
    command.addAll(modules(base));
    command.addAll(List.of("org.jboss.as.cli", "--file=" + script));
    try (var process = ChildProcess.start(command, base.resolveSibling("configure.log"))) {
      if (process.awaitExit(Duration.ofMinutes(1)) != 0) {
        throw new IllegalStateException(script + " failed: " + process.printed());
      }
    }
  }

  /** The script for a pool; its module goes to a folder of its own as well. */
  private static Path withDriver(Path base, ServersPool pool) throws IOException {
    String script =
        pool.script(CONFIG.resolve("postgresql.cli"))
            .replace(
                "--resources=postgresql.jar",
                "--resources=" + ServersPool.driver() + " --module-root-dir=" + ownModules(base));
    return Files.writeString(base.resolveSibling("postgresql.cli"), script);
  }

  private static Path ownModules(Path base) {
    return base.resolveSibling("modules");
  }

  /** Whoever may manage the server may see its MBeans; the file has what add-user.sh writes. */
  private static void addUser(Path base, JmxAgent agent) {
    String secret = JmxAgent.USER + ":ManagementRealm:" + agent.password();
    try {
      byte[] hash =
          MessageDigest.getInstance("MD5").digest(secret.getBytes(StandardCharsets.UTF_8));
      Path ignored =
          Files.writeString(
              base.resolve("configuration").resolve("mgmt-users.properties"),
              JmxAgent.USER + "=" + HexFormat.of().formatHex(hash) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Through the management port and with the client that comes with the server: the agent of the
   * JVM would begin to log before WildFly's own log is there, which ends the start.
   */
  @Override
  public JMXConnector connectJmx(Place place, String name, String password) throws IOException {
    try {
      return JMXConnectorFactory.connect(
          new JMXServiceURL("service:jmx:remote+http://127.0.0.1:" + managementPort),
          Map.of(
              JMXConnector.CREDENTIALS,
              new String[] {name, password},
              JMXConnectorFactory.PROTOCOL_PROVIDER_CLASS_LOADER,
              Client.LOADER));
    } catch (SaslException e) {
      throw new SecurityException(e);
    }
  }

  /** WildFly's client for JMX. */
  private static final class Client {
    static final ClassLoader LOADER = load();

    private static ClassLoader load() {
      Path jar = INSTALLED.resolve("bin").resolve("client").resolve("jboss-client.jar");
      try {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()});
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<String> modules(Path base) {
    var command = new ArrayList<String>();
    command.addAll(List.of(ChildProcess.JAVA, "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.add(TestAgent.jvmOption());
    for (String name : PACKAGES) {
      command.add("--add-opens=" + name + "=ALL-UNNAMED");
    }
    command.add("-Djava.io.tmpdir=" + base.resolveSibling("tmp"));
    command.add("-Djboss.home.dir=" + INSTALLED);
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-jar");
    command.add(INSTALLED.resolve("jboss-modules.jar").toString());
    command.addAll(
        List.of("-mp", INSTALLED.resolve("modules") + File.pathSeparator + ownModules(base)));
    return command;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source));
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    }
  }

  private static void deploy(Path war, Path deployments, String name) {
    try {
      Files.copy(war, deployments.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(deployments.resolve(name + ".failed"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the marker files of the deployment scanner. */
  @Override
  public void undeploy(Place place) {
    Path deployments = place.folder().resolve("standalone").resolve("deployments");
    try {
      Files.delete(deployments.resolve(ROOT + ".deployed"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("the undeployment")
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(deployments.resolve(ROOT + ".undeployed")));
  }

  @Override
  public void deploy(Place place) {
    Path deployments = place.folder().resolve("standalone").resolve("deployments");
    try {
      Path ignored = Files.createFile(deployments.resolve(ROOT + ".dodeploy"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("the deployment")
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(deployments.resolve(ROOT + ".deployed")));
  }

  private static int freeOffset() {
    while (true) {
      int offset = ThreadLocalRandom.current().nextInt(10_000, 50_000);
      boolean free = true;
      for (int port : PORTS) {
        free &= FreePort.isFree(port + offset);
      }
      if (free) {
        return offset;
      }
    }
  }

  @Override
  public boolean portWasTaken(String log) {
    return log.contains("java.net.BindException") || log.contains("Address already in use");
  }

  @Override
  public boolean deploymentFailed(String log) {
    return log.contains("WFLYSRV0026") || log.contains("WFLYSRV0056");
  }
}
