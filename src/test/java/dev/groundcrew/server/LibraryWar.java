package dev.groundcrew.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Somebody's WAR with Groundcrew in it: the JAR that the build attaches, and those it needs. */
final class LibraryWar {
  private static final String PACKAGE = "dev.groundcrew.server.shop";
  private static final String LIB = "WEB-INF/lib/";

  /** Optional in {@code pom.xml}: the application names the driver of its database. */
  private static final Pattern OPTIONAL = Pattern.compile("(h2|postgresql|nimbus-jose-jwt)-.*");

  private static final String LOCKED =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>all of the shop</web-resource-name>
            <url-pattern>/*</url-pattern>
          </web-resource-collection>
          <auth-constraint><role-name>customer</role-name></auth-constraint>
        </security-constraint>
        <security-role><role-name>customer</role-name></security-role>
        <security-role><role-name>administrator</role-name></security-role>
      </web-app>
      """;
  private static final String MIGRATION =
      """
      create table scheduled_tasks (task_name varchar(100) primary key);
      insert into scheduled_tasks values ('of-the-shop');
      """;

  private LibraryWar() {}

  /** Those of the shop's classes that are written against Groundcrew. */
  private static final Set<String> TASKS =
      Set.of(PACKAGE + ".Deliveries", PACKAGE + ".Stocktaking");

  /** The JAR itself. */
  static Path jar() {
    return Path.of(System.getProperty("groundcrew.test.library"));
  }

  /**
   * The shop, in a file of a name that becomes its context path.
   *
   * @param server the server that it is for
   * @param settings lines of its {@code microprofile-config.properties}
   */
  static Path shop(ServerUnderTest server, String name, String... settings) {
    WebArchive archive = bare(name);
    archive.addPackage(PACKAGE);
    archive.addAsResource(
        new StringAsset(String.join("\n", settings)), "META-INF/microprofile-config.properties");
    archive.addAsLibrary(jar().toFile());
    // Payara brings H2; elsewhere the application has to.
    addNeeded(
        archive,
        jar ->
            !OPTIONAL.matcher(jar).matches()
                || (server == ServerUnderTest.WILDFLY && jar.startsWith("h2-")));
    return written(archive);
  }

  /** The shop before Groundcrew came, with its own migrations' library. */
  static Path shopAlone(String name) {
    WebArchive archive = bare(name);
    archive.addPackages(false, path -> !TASKS.contains(nameOfClass(path)), PACKAGE);
    addNeeded(archive, jar -> jar.startsWith("flyway-core"));
    return written(archive);
  }

  private static String nameOfClass(ArchivePath path) {
    return path.get().substring(1).replaceFirst("\\.class$", "").replace('/', '.');
  }

  private static WebArchive bare(String name) {
    return ShrinkWrap.create(WebArchive.class, name + ".war")
        .setWebXML(new StringAsset(LOCKED))
        .addAsResource(new StringAsset(MIGRATION), "db/migration/V1__shop.sql");
  }

  private static Path written(WebArchive archive) {
    Path folder =
        Path.of("target", "test-wars", "library-" + ProcessHandle.current().pid()).toAbsolutePath();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path file = folder.resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /** What Maven adds for the JAR: the libraries of our own WAR but for what is optional. */
  private static void addNeeded(WebArchive archive, Predicate<String> wanted) {
    try (var war = new JarFile(TestWar.unchanged().toFile())) {
      for (Enumeration<JarEntry> entries = war.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().startsWith(LIB)
            && entry.getName().endsWith(".jar")
            && wanted.test(entry.getName().substring(LIB.length()))) {
          try (InputStream in = war.getInputStream(entry)) {
            archive.add(new ByteArrayAsset(in.readAllBytes()), entry.getName());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
