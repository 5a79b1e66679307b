package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The agent for JMX of a JVM about to start: on loopback, for one who signs in. */
final class JmxAgent {
  /** Who signs in. */
  static final String USER = "control";

  private static final String PREFIX = "-Dcom.sun.management.jmxremote.";

  private final Path folder;
  private final String password;
  private final int port = FreePort.any();

  /**
   * One on a port that is free now.
   *
   * @param folder where the agent's files are written
   */
  JmxAgent(Path folder, String password) {
    this.folder = folder;
    this.password = password;
  }

  String password() {
    return password;
  }

  /** What switches it on. */
  List<String> jvmOptions() {
    return List.of(
        PREFIX + "port=" + port,
        PREFIX + "rmi.port=" + port,
        PREFIX + "host=127.0.0.1",
        "-Djava.rmi.server.hostname=127.0.0.1",
        PREFIX + "ssl=false",
        PREFIX + "authenticate=true",
        PREFIX + "password.file=" + secret("jmx.password", USER + " " + password),
        PREFIX + "access.file=" + secret("jmx.access", USER + " readwrite"));
  }

  /** A file that only its owner reads, as the JVM demands. */
  private Path secret(String name, String line) {
    Path file = folder.resolve(name);
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.writeString(file, line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A connection to the MBeans.
   *
   * @throws SecurityException if the name or the password is wrong
   */
  JMXConnector connect(String name, String password) throws IOException {
    var address = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
    return JMXConnectorFactory.connect(
        address, Map.of(JMXConnector.CREDENTIALS, new String[] {name, password}));
  }
}
