package dev.groundcrew.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that the build has made, with classes of a test added. */
public final class TestWar {
  private static final String WEB_XML = "WEB-INF/web.xml";
  private static final String TASKS = "dev.groundcrew.server.tasks";

  private TestWar() {}

  /** With all tasks under test. */
  static Path withTestTasks() {
    return export(built("tasks").addPackage(TASKS));
  }

  /**
   * With one path that needs no sign-in, to be added to.
   *
   * @param path such as {@code /open}
   */
  public static WebArchive open(String name, String path) {
    WebArchive archive = built(name);
    String locked = text(archive.get(WEB_XML).getAsset());
    String open =
        """
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>opened by a test</web-resource-name>
            <url-pattern>%s</url-pattern>
          </web-resource-collection>
        </security-constraint>
        """
            .formatted(path);
    int place = locked.indexOf("<security-constraint>");
    String text = locked.substring(0, place) + open + locked.substring(place);
    return archive.setWebXML(new StringAsset(text));
  }

  private static String text(Asset asset) {
    try (InputStream in = asset.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With some classes only. */
  static Path with(String name, Class<?>... classes) {
    return export(built(name).addClasses(classes));
  }

  /** As it was built. */
  static Path unchanged() {
    return Path.of(System.getProperty("groundcrew.test.war"));
  }

  private static WebArchive built(String name) {
    return ShrinkWrap.create(ZipImporter.class, "groundcrew-" + name + ".war")
        .importFrom(unchanged().toFile())
        .as(WebArchive.class);
  }

  private static Path export(WebArchive archive) {
    // Tests run in more than one JVM.
    String jvm = Long.toString(ProcessHandle.current().pid());
    File folder = Path.of("target", "test-wars", jvm).toFile();
    boolean ignored = folder.mkdirs();
    File file = new File(folder, archive.getName());
    archive.as(ZipExporter.class).exportTo(file, true);
    return file.toPath();
  }
}
