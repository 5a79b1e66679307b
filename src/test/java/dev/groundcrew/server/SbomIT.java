package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Holds the bill of materials to what is in the WAR. Only {@code mvn verify -Psbom} writes one: the
 * plugin refuses to work offline.
 */
@EnabledIfSystemProperty(named = "groundcrew.test.bom", matches = ".+")
class SbomIT {
  private static final String LIB = "WEB-INF/lib/";

  private static Set<String> inTheWar() throws IOException {
    try (var war = new JarFile(System.getProperty("groundcrew.test.war"))) {
      return war.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(LIB) && name.endsWith(".jar"))
          .map(name -> name.substring(LIB.length()))
          .collect(Collectors.toSet());
    }
  }

  private static Set<JsonObject> components() throws IOException {
    try (JsonReader reader =
        Json.createReader(
            Files.newBufferedReader(Path.of(System.getProperty("groundcrew.test.bom"))))) {
      return Set.copyOf(
          reader.readObject().getJsonArray("components").getValuesAs(JsonObject.class));
    }
  }

  @Test
  void listsEveryJarOfTheWarAndNoOther() throws IOException {
    Set<String> listed =
        components().stream()
            .map(each -> each.getString("name") + "-" + each.getString("version") + ".jar")
            .collect(Collectors.toSet());

    assertThat(listed).isEqualTo(inTheWar()).isNotEmpty();
  }

  @Test
  void namesHashAndLicenceOfEach() throws IOException {
    assertThat(components())
        .allSatisfy(
            each -> {
              assertThat(each.getString("purl")).startsWith("pkg:maven/");
              assertThat(each.getJsonArray("hashes")).isNotEmpty();
              assertThat(each.getJsonArray("licenses")).isNotEmpty();
            });
  }
}
