package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs of the tasks called journaled have told, whichever server they ran on. */
record Journal(Path file) {
  /**
   * A line of it.
   *
   * @param what accepted, begin, end, or stop if the run was told to
   * @param run the run's id
   * @param token its fencing token
   */
  private record Line(String what, String run, String token) {
    static Line of(String text) {
      String[] words = text.split(" ", -1);
      return new Line(words[0], words[1], words[2]);
    }
  }

  private Stream<Line> lines(String what) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Line::of).filter(line -> line.what.equals(what))
          : Stream.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything. */
  void clear() {
    try {
      boolean ignored = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runs whose submit has returned. */
  List<String> accepted() {
    return lines("accepted").map(Line::run).toList();
  }

  /** How often code has come to its end. */
  long ends() {
    return lines("end").count();
  }

  /** How often the code of each run has begun. */
  Map<String, Long> begun() {
    return lines("begin").collect(Collectors.groupingBy(Line::run, Collectors.counting()));
  }

  /** The claims under which code has begun more than once. */
  Set<String> begunTwice() {
    return lines("begin")
        .collect(
            Collectors.groupingBy(line -> line.run + " under " + line.token, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Runs whose code has come to its end more than once, with how often. */
  Map<String, Long> endedTwice() {
    return lines("end")
        .map(Line::run)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
