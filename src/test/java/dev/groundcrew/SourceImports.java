package dev.groundcrew;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sources import of ours. Class files do not tell all: the compiler copies constants such as
 * the names of roles, and leaves no trace of the class that they came from.
 */
final class SourceImports {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(dev\\.groundcrew(?:\\.[a-z]+)*)\\.([A-Z]\\w*)");

  /** One import: a class of one package uses a class of another. */
  record Import(String from, String to, String type) {}

  private SourceImports() {}

  static List<Import> all() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(SourceImports::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The full names of all classes that another package imports. */
  static Set<String> importedFromElsewhere() {
    return all().stream()
        .filter(found -> !found.from.equals(found.to))
        .map(found -> found.to + "." + found.type)
        .collect(Collectors.toSet());
  }

  private static Stream<Import> of(Path file) {
    Path folder = SOURCES.relativize(file.getParent());
    String from = folder.toString().replace(file.getFileSystem().getSeparator(), ".");
    try {
      return Files.readAllLines(file).stream()
          .map(IMPORT::matcher)
          .filter(Matcher::find)
          .map(matcher -> new Import(from, matcher.group(1), matcher.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
