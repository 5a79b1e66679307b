package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** WildFly, its {@code standalone.xml} changed by {@code server-config/wildfly/groundcrew.cli}. */
final class WildFlyServer implements ServerKind {
  private static final int[] PORTS = {8080, 8443, 9990};
  private static final Path INSTALLED = Path.of(System.getProperty("groundcrew.test.wildfly", "?"));
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

  @Override
  public Launch launch(Place place) {
    Path base = place.folder().resolve("standalone");
    if (Files.notExists(base)) {
      configure(base);
    }
    for (Path war : place.wars()) {
      // Its name is its path; that of ROOT is the root.
      deploy(
          war,
          base.resolve("deployments"),
          place.atRoot() ? "ROOT.war" : war.getFileName().toString());
    }
    int offset = freeOffset();
    if (!place.jvmOptions().isEmpty()) {
      throw new IllegalArgumentException("no test gives WildFly options of its JVM");
    }
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
  private static void configure(Path base) {
    try {
      copy(INSTALLED.resolve("standalone"), base);
      Path log = base.resolveSibling("configure.log");
      var command = new ArrayList<>(List.of("env", "JBOSS_HOME=" + INSTALLED));
      command.addAll(modules(base));
      command.addAll(
          List.of(
              "org.jboss.as.cli",
              "--file=" + Path.of("server-config", "wildfly", "groundcrew.cli").toAbsolutePath()));
      try (var process = ChildProcess.start(command, log)) {
        if (process.awaitExit(Duration.ofMinutes(1)) != 0) {
          throw new IllegalStateException("groundcrew.cli failed: " + process.printed());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> modules(Path base) {
    var command = new ArrayList<String>();
    command.addAll(List.of(ChildProcess.JAVA, "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    for (String name : PACKAGES) {
      command.add("--add-opens=" + name + "=ALL-UNNAMED");
    }
    command.add("-Djava.io.tmpdir=" + base.resolveSibling("tmp"));
    command.add("-Djboss.home.dir=" + INSTALLED);
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-jar");
    command.add(INSTALLED.resolve("jboss-modules.jar").toString());
    command.addAll(List.of("-mp", INSTALLED.resolve("modules").toString()));
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
