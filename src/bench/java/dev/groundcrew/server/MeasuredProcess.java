package dev.groundcrew.server;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the benchmark, from outside: its processor time, its heap, its end. */
final class MeasuredProcess implements AutoCloseable {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final ChildProcess process;
  private final Path folder;
  private final Instant began = Instant.now();

  private MeasuredProcess(ChildProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  static MeasuredProcess start(List<String> command, Path folder, String log) {
    return new MeasuredProcess(ChildProcess.start(command, folder.resolve(log)), folder);
  }

  Instant began() {
    return began;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String printed() {
    return process.printed();
  }

  /** Seconds of processor time so far. */
  double cpuSeconds() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(cpu -> cpu.toMillis() / 1e3)
        .orElse(Double.NaN);
  }

  /** Megabytes of heap that are in use once garbage is collected. */
  double heapMegabytes() {
    var jcmd = new Jcmd(process.pid(), folder);
    jcmd.collectGarbage();
    Matcher used = USED.matcher(jcmd.heap());
    return used.find() ? Long.parseLong(used.group(1)) / 1_024.0 : Double.NaN;
  }

  /** Asks it to end; gives the seconds until it has. */
  double endSeconds(Duration patience) {
    long from = System.nanoTime();
    process.sigterm();
    int ignored = process.awaitExit(patience);
    return (System.nanoTime() - from) / 1e9;
  }

  @Override
  public void close() {
    process.close();
  }
}
