package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the files of the console to their rules. */
class ConsoleSourceTest {
  private static final Path APP = Path.of("src/main/webapp/app");
  private static final Path LIT = Path.of("target/console/lit");
  private static final Path TEXTS = APP.resolve("words/texts.js");
  private static final String HEADING = "# ";
  private static final int MOST_BYTES = 60_000;

  private static final Pattern IMPORT =
      Pattern.compile("^(?:import|export) (?:.* from )?'(\\.[^']+)';", Pattern.MULTILINE);
  private static final Pattern USED = Pattern.compile("'([a-zA-Z]+\\.[A-Za-z0-9_.]+)'");
  private static final Pattern USED_PREFIX = Pattern.compile("`([a-zA-Z.]+\\.)\\$\\{");

  private static Map<Path, String> files(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(file -> file, ConsoleSourceTest::read, (a, b) -> a, TreeMap::new));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<Path, String> modules() {
    Map<Path, String> modules = files(APP);
    modules.keySet().removeIf(file -> !file.toString().endsWith(".js"));
    return modules;
  }

  /** All that a browser can load, every page and the longest of the languages. */
  @Test
  void allOfItIsSmall() throws IOException {
    long bytes = 0;
    var all = new HashSet<>(files(APP).keySet());
    all.addAll(files(LIT).keySet());
    for (Path file : all) {
      byte[] source = Files.readAllBytes(file);
      bytes += file.equals(TEXTS) ? longest(source) : compressed(file, source);
    }
    assertThat(all).hasSizeGreaterThan(20);
    assertThat(bytes).as("bytes, compressed").isLessThan(MOST_BYTES);
  }

  private static int longest(byte[] texts) {
    return Texts.LANGUAGES.stream()
        .mapToInt(language -> compressed(TEXTS, Texts.column(texts, language)))
        .max()
        .orElseThrow();
  }

  private static int compressed(Path file, byte[] source) {
    return StaticFile.of(file.toString(), source).gzip().length;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document\\.write",
        "unsafeHTML",
        "\\beval\\b",
        "new Function",
        "style=\"",
        "=\"on[a-z]+\"",
        "(href|src|action)=\"/",
        "fetch\\('/",
        "https?://(?!www\\.w3\\.org)[a-z]"
      })
  void putsTextsInAsTextsAndStaysAtHome(String forbidden) {
    files(APP)
        .forEach(
            (file, text) -> assertThat(text).as(file.toString()).doesNotContainPattern(forbidden));
  }

  @Test
  void theEntryIsShort() {
    assertThat(read(APP.resolve("main.js")).lines().count()).isLessThan(15);
  }

  @Test
  void modulesImportEachOtherWithoutACircle() {
    Map<Path, String> modules = modules();
    modules.keySet().forEach(module -> follow(module, new LinkedHashSet<>(), modules));
  }

  private static void follow(Path module, Set<Path> before, Map<Path, String> modules) {
    assertThat(before).as("imports in a circle").doesNotContain(module);
    var path = new LinkedHashSet<>(before);
    path.add(module);
    Matcher imports = IMPORT.matcher(modules.getOrDefault(module, ""));
    while (imports.find()) {
      Path target = module.resolveSibling(imports.group(1)).normalize();
      if (!target.startsWith(APP.resolve("lit"))) {
        assertThat(modules).as("what %s imports", module).containsKey(target);
        follow(target, path, modules);
      }
    }
  }

  @Test
  void everyTextIsThereInEveryLanguage() {
    assertThat(rows())
        .allSatisfy(row -> assertThat(row.split(" \\| ", -1)).hasSize(4))
        .isNotEmpty();
    assertThat(rows()).allSatisfy(row -> assertThat(row.split(" \\| ", -1)).doesNotContain(""));
  }

  @Test
  void everyWordIsUsedAndEveryUsedWordIsThere() {
    String code =
        modules().entrySet().stream()
            .filter(module -> !module.getKey().equals(TEXTS))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining("\n"));
    Set<String> known = words();
    Set<String> used = found(USED, code);
    Set<String> prefixes = found(USED_PREFIX, code);
    Set<String> sections =
        known.stream().map(word -> word.replaceFirst("\\..*", "")).collect(Collectors.toSet());
    assertThat(used)
        .filteredOn(word -> sections.contains(word.replaceFirst("\\..*", "")))
        .filteredOn(word -> !word.endsWith(".js"))
        .isSubsetOf(known);
    assertThat(known)
        .filteredOn(word -> !used.contains(word) && prefixes.stream().noneMatch(word::startsWith))
        .isEmpty();
  }

  /** The keys of all texts, without the plural form. */
  private static Set<String> words() {
    var words = new TreeSet<String>();
    String section = "";
    for (String line : texts()) {
      if (line.startsWith(HEADING)) {
        section = line.substring(HEADING.length());
      } else {
        String key = line.replaceFirst(" \\| .*", "").replaceFirst("\\.(one|other)$", "");
        words.add(section + "." + key);
      }
    }
    return words;
  }

  private static List<String> rows() {
    return texts().stream().filter(line -> !line.startsWith(HEADING)).toList();
  }

  private static List<String> texts() {
    String module = read(TEXTS);
    return module
        .substring(module.indexOf('`') + 1, module.lastIndexOf('`'))
        .strip()
        .lines()
        .toList();
  }

  private static Set<String> found(Pattern pattern, String text) {
    var all = new TreeSet<String>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
