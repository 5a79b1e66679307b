package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Holds what people are told to type to what there is. */
class CommandsOfThePagesTest {
  private static final Path README = Path.of("README.md");
  private static final Path OPENAPI =
      Path.of("src", "main", "resources", "dev", "groundcrew", "web", "openapi.yaml");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<quote>'?)http://127\\.0\\.0\\.1:8080(?<path>/api/[^\\s?']*)(?<rest>[^\\s']*)");
  private static final Pattern METHOD = Pattern.compile("-X ([A-Z]+)");

  /**
   * A command.
   *
   * @param line as it stands
   * @param method in lower case
   * @param path below {@code /api}, without a query
   */
  private record Command(String line, String method, String path) {}

  private static List<Command> commands() throws IOException {
    var pages = new ArrayList<Path>(List.of(README));
    try (Stream<Path> docs = Files.list(Path.of("src", "docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    var commands = new ArrayList<Command>();
    for (Path page : pages) {
      for (String line : Files.readAllLines(page)) {
        Matcher address = ADDRESS.matcher(line);
        if (line.startsWith("curl ") && address.find()) {
          commands.add(new Command(line, method(line), address.group("path").substring(4)));
        }
      }
    }
    return commands;
  }

  private static String method(String line) {
    Matcher said = METHOD.matcher(line);
    if (said.find()) {
      return said.group(1).toLowerCase(java.util.Locale.ROOT);
    }
    if (line.contains(" --json ")) {
      return "post";
    }
    return line.contains(" -T ") ? "put" : "get";
  }

  private static boolean fits(String template, String path) {
    return path.matches(template.replaceAll("\\{[^}]*}", "[^/]+"));
  }

  @Test
  void everyCommandCallsARouteThatThereIs() throws IOException {
    Map<String, Map<String, Map<String, Object>>> api = new Yaml().load(Files.readString(OPENAPI));
    Map<String, Map<String, Object>> routes = api.get("paths");

    assertThat(commands())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            command ->
                assertThat(routes)
                    .as(command.line())
                    .anySatisfy(
                        (template, methods) -> {
                          assertThat(fits(template.replaceFirst("^/api", ""), command.path()))
                              .isTrue();
                          assertThat(methods).containsKey(command.method());
                        }));
  }

  /** Some shells take a question mark for a file that they look for. */
  @Test
  void addressesWithAQueryAreQuoted() throws IOException {
    assertThat(commands())
        .extracting(Command::line)
        .filteredOn(line -> line.contains("?"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern("'http[^' ]*\\?[^' ]*'"));
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThan(150);
  }
}
