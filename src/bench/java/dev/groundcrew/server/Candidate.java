package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara Micro with one WAR, started as the quick start does, and nothing of a test around it. */
final class Candidate {
  private static final Path CONFIG = Path.of("server-config", "payara-micro");

  private final String name;
  private final Path war;
  private final String probe;
  private final Map<String, String> settings;

  private Candidate(String name, Path war, String probe, Map<String, String> settings) {
    this.name = name;
    this.war = war;
    this.probe = probe;
    this.settings = settings;
  }

  /** The WAR as it was built. */
  static Candidate ours(Map<String, String> settings) {
    return new Candidate("groundcrew", TestWar.unchanged(), "api/health/ready", settings);
  }

  /** A WAR with nothing but a small resource. */
  static Candidate empty() {
    Path file = Path.of("target", "empty.war");
    ShrinkWrap.create(WebArchive.class, "empty.war")
        .addPackage("dev.groundcrew.server.empty")
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return new Candidate("empty", file, "load/small", Map.of());
  }

  String name() {
    return name;
  }

  /** The path that answers once it is ready. */
  String probe() {
    return probe;
  }

  Path folder() {
    return made(Path.of("target", "bench-servers", name).toAbsolutePath());
  }

  /** Whether it has never been started here. */
  boolean isNew() {
    return !Files.exists(folder().resolve("tmp"));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How it is started. */
  List<String> command(List<String> options, int port) {
    var command = new ArrayList<String>(List.of(ChildProcess.JAVA));
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + made(folder().resolve("tmp")));
    Path home = folder().resolve("home");
    command.add("-Dgroundcrew.home=" + home);
    if (!Files.exists(home)) {
      // The first start makes the user. One that is configured is checked again at each start,
      // which the quick start does not pay for.
      command.add("-Dgroundcrew.admin.password=" + TestServer.PASSWORD);
    }
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", System.getProperty("payara.microJar"), "--nohazelcast"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--prebootcommandfile", CONFIG.resolve("pre-boot.asadmin").toString()));
    command.addAll(
        List.of("--postbootcommandfile", CONFIG.resolve("post-boot.asadmin").toString()));
    command.addAll(List.of("--deploy", war.toAbsolutePath().toString(), "--contextroot", "/"));
    return command;
  }
}
