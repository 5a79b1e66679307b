package dev.groundcrew.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command line of an administrator of Payara Server and GlassFish. For one thread. */
final class Asadmin {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Path installed;
  private final Path java;
  private final Path logs;

  /**
   * One of a distribution.
   *
   * @param installed the unpacked distribution
   * @param java the home of the JDK that it and the server run on
   * @param logs a folder for what it prints
   */
  Asadmin(Path installed, Path java, Path logs) {
    this.installed = installed;
    this.java = java;
    this.logs = logs;
  }

  /** What a command left. */
  record Answer(int exitCode, String text) {
    /**
     * The text, if it went well.
     *
     * @throws IllegalStateException with the text, if it did not
     */
    String orThrow() {
      if (exitCode != 0) {
        throw new IllegalStateException("asadmin failed: " + text);
      }
      return text;
    }
  }

  /** Runs a command that needs no server. */
  Answer local(String name, String... arguments) {
    return run(name, List.of(), arguments);
  }

  /** Runs a command in the server with this admin port. */
  Answer remote(int port, String name, String... arguments) {
    return run(name, List.of("--port", Integer.toString(port)), arguments);
  }

  /**
   * Runs a command in the server that needs a secret.
   *
   * @param secrets a file of the secrets, by the names that asadmin has for them
   */
  Answer secretly(int port, Path secrets, String name, String... arguments) {
    return run(
        name,
        List.of("--port", Integer.toString(port), "--passwordfile", secrets.toString()),
        arguments);
  }

  private Answer run(String name, List<String> options, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "AS_JAVA=" + java,
                installed.resolve("bin").resolve("asadmin").toString(),
                "--interactive=false"));
    command.addAll(options);
    command.add(name);
    command.addAll(List.of(arguments));
    Path log = logs.resolve("asadmin-" + name + ".log");
    try (var process = ChildProcess.start(command, log)) {
      return new Answer(process.awaitExit(LONGEST), process.printed());
    }
  }
}
