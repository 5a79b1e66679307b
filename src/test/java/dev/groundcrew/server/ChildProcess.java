package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that a test has started. It never outlives this JVM, and nothing else is ended. */
final class ChildProcess implements AutoCloseable {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "end child processes"));
  }

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a command; all that it prints goes to a file. */
  static ChildProcess start(List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      ALIVE.add(process);
      // Nobody types anything: Payara Server waits for it.
      process.getOutputStream().close();
      return new ChildProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts another JVM with this one's class path. */
  static ChildProcess java(Class<?> main, Path log, String... arguments) {
    var command = new java.util.ArrayList<String>();
    command.addAll(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return start(command, log);
  }

  /** The java of this JVM. */
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far, without colours. */
  String printed() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          .replaceAll("\u001B\\[[0-9;]*m", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as a power cut would. */
  void kill9() {
    process.destroyForcibly();
    int ignored = awaitExit(Duration.ofSeconds(10));
  }

  /** Asks it to end. */
  void sigterm() {
    process.destroy();
  }

  /** Lets it stand still. */
  void sigstop() {
    signal("-STOP");
  }

  /** Lets it go on. */
  void sigcont() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws AssertionError if it goes on for longer
   */
  int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("process " + pid() + " did not end within " + limit);
      }
      ALIVE.remove(process);
      return process.exitValue();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill9();
    }
  }
}
