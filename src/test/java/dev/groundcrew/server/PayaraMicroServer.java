package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro, started with the command files of {@code server-config}. */
final class PayaraMicroServer implements ServerKind {
  /** Of the JVM; a benchmark names its highest. */
  private static final int TIER = Integer.getInteger("groundcrew.test.tier", 1);

  private static final boolean MEASURED = TIER > 1;

  private static final Path CONFIG = Path.of("server-config", "payara-micro");

  @Override
  public Launch launch(Place place) {
    int port = FreePort.any();
    var command = new ArrayList<String>();
    command.addAll(List.of(ChildProcess.JAVA, "-Xmx512m"));
    command.add("-XX:TieredStopAtLevel=" + TIER);
    if (!MEASURED) {
      command.addAll(List.of("-XX:+UseSerialGC", TestAgent.jvmOption()));
    }
    // A killed server cannot remove what it has unpacked.
    command.add("-Djava.io.tmpdir=" + place.folder().resolve("tmp"));
    place.jmx().ifPresent(agent -> command.addAll(agent.jvmOptions()));
    command.addAll(List.of("-jar", System.getProperty("payara.microJar"), "--nohazelcast"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--prebootcommandfile", CONFIG.resolve("pre-boot.asadmin").toString()));
    if (place.serverExecutors()) {
      command.addAll(List.of("--postbootcommandfile", postBoot(place).toString()));
    }
    command.addAll(List.of("--systemproperties", place.properties().toString()));
    place.wars().forEach(war -> command.addAll(List.of("--deploy", war.toString())));
    if (place.atRoot()) {
      command.addAll(List.of("--contextroot", "/"));
    }
    return new Launch(port, command);
  }

  /** What ships, and behind it what an administrator adds for people of the file realm. */
  private static Path postBoot(Place place) {
    Path shipped = CONFIG.resolve("post-boot.asadmin");
    if (place.users().isEmpty()) {
      return shipped;
    }
    Path whole = place.folder().resolve("post-boot.asadmin");
    var commands = new StringBuilder();
    try {
      commands.append(Files.readString(shipped));
      place.users().forEach(user -> commands.append(user.command(place.folder())).append('\n'));
      return Files.writeString(whole, commands);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
