package dev.groundcrew.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the JDK's own tool says about the JVM of a server. */
final class Jcmd {
  private static final Path TOOL = Path.of(System.getProperty("java.home"), "bin", "jcmd");
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final long pid;
  private final Path folder;

  /**
   * For one JVM.
   *
   * @param folder for what the tool prints
   */
  Jcmd(long pid, Path folder) {
    this.pid = pid;
    this.folder = folder;
  }

  /** Collects garbage, and unloads classes that nobody needs. */
  void collectGarbage() {
    String ignored = run("GC.run");
  }

  /** How much heap is in use, in the JVM's words. */
  String heap() {
    return run("GC.heap_info");
  }

  /** How many class loaders have a class of this name, loaded and not unloaded. */
  long loadersOf(String className) {
    return run("VM.class_hierarchy", className)
        .lines()
        .filter(line -> line.contains(className + "/"))
        .count();
  }

  /** How many objects of a class of this name are reachable, of whatever class loader. */
  long instancesOf(String className) {
    return run("GC.class_histogram")
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length >= 4 && columns[3].equals(className))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  /** Every platform thread with its stack, one text each. */
  List<String> threads() {
    return List.of(run("Thread.print").split("\\R\\R"));
  }

  /** Writes all live objects to a file. */
  void dumpHeap(Path file) {
    String ignored = run("GC.heap_dump", file.toString());
  }

  private String run(String... command) {
    var whole = new ArrayList<String>(List.of(TOOL.toString(), Long.toString(pid)));
    whole.addAll(List.of(command));
    try (var process = ChildProcess.start(whole, folder.resolve("jcmd.log"))) {
      int exitCode = process.awaitExit(LONGEST);
      if (exitCode != 0) {
        throw new IllegalStateException("jcmd failed: " + process.printed());
      }
      return process.printed();
    }
  }
}
