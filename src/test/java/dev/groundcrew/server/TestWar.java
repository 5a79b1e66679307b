package dev.groundcrew.server;

import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that the build has made, with classes of a test added. */
final class TestWar {
  private static final String TASKS = "dev.groundcrew.server.tasks";

  private TestWar() {}

  /** With all tasks under test. */
  static Path withTestTasks() {
    return export(built("tasks").addPackage(TASKS));
  }

  /** With all tasks under test and some classes more. */
  static WebArchive archiveWithTestTasks(String name) {
    return built(name).addPackage(TASKS);
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
    File folder = Path.of("target", "test-wars").toFile();
    boolean ignored = folder.mkdirs();
    File file = new File(folder, archive.getName());
    archive.as(ZipExporter.class).exportTo(file, true);
    return file.toPath();
  }
}
