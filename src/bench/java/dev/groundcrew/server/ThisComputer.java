package dev.groundcrew.server;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a benchmark ran on, for whoever reads its figures. */
final class ThisComputer {
  private ThisComputer() {}

  static JsonObjectBuilder json(Map<String, String> more) throws IOException {
    JsonObjectBuilder versions = Json.createObjectBuilder();
    var all = new TreeMap<>(more);
    all.put("java", Runtime.version().toString());
    all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    all.put("processor", processor());
    all.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    all.put("server", Path.of(System.getProperty("payara.microJar")).getFileName().toString());
    all.forEach(versions::add);
    return versions;
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
