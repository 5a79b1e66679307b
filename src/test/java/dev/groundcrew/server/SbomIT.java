package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the bill of materials to what is in the WAR. */
class SbomIT {
  private static final String LIB = "WEB-INF/lib/";
  private static final Path BOM = Path.of(System.getProperty("groundcrew.test.bom"));

  /** Maven leaves the plugin out when it is offline; what lies there then is of another build. */
  @BeforeAll
  static void onlyIfThisBuildWroteIt() throws IOException {
    Path war = TestWar.unchanged();
    assumeTrue(
        Files.exists(BOM)
            && Files.getLastModifiedTime(BOM).compareTo(Files.getLastModifiedTime(war)) >= 0,
        "an offline build writes no bill of materials");
  }

  private static Set<String> inTheWar() throws IOException {
    try (var war = new JarFile(TestWar.unchanged().toFile())) {
      return war.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(LIB) && name.endsWith(".jar"))
          .map(name -> name.substring(LIB.length()))
          .collect(Collectors.toSet());
    }
  }

  private static Set<JsonObject> components() throws IOException {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(BOM))) {
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
