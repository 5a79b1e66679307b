package dev.groundcrew.server;

import dev.groundcrew.server.agent.QuickPasswords;
import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** What makes the JVM of a server under test cheap; made once in this JVM. */
final class TestAgent {
  private static Path jar;

  private TestAgent() {}

  /** The option of a JVM that loads it. */
  static synchronized String jvmOption() {
    if (jar == null) {
      jar = build();
    }
    return "-javaagent:" + jar;
  }

  private static Path build() {
    File folder =
        Path.of("target", "test-agents", Long.toString(ProcessHandle.current().pid()))
            .toAbsolutePath()
            .toFile();
    boolean ignored = folder.mkdirs();
    File file = new File(folder, "agent.jar");
    ShrinkWrap.create(JavaArchive.class)
        .addPackage(QuickPasswords.class.getPackage())
        .setManifest(new StringAsset("Premain-Class: " + QuickPasswords.class.getName() + "\n"))
        .as(ZipExporter.class)
        .exportTo(file, true);
    return file.toPath();
  }
}
