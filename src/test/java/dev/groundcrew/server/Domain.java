package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A domain of Payara Server or GlassFish: a copy of the distribution's own, on loopback only. */
final class Domain {
  /** Every distribution has one of this name. */
  static final String NAME = "domain1";

  private static final Pattern PORT = Pattern.compile("(\\bport=\"|telnet\\.port=)\\d+");
  private static final String GRID = "<hazelcast-config-specific-configuration";
  private static final String CONFIG = "<config name=\"server-config\">";

  /**
   * A broker elsewhere, which nobody asks: the configuration names none, and then the server's own
   * listens on all interfaces, at a port that a second domain of the machine cannot have too.
   */
  private static final String NO_BROKER =
      "<jms-service type=\"REMOTE\" default-jms-host=\"none\"><jms-host name=\"none\"/></jms-service>";

  private static final Pattern LISTENER = Pattern.compile("<network-listener (?!address)");

  private final Path folder;

  private Domain(Path folder) {
    this.folder = folder;
  }

  /** The domain in a folder, made there from the distribution if it is not there yet. */
  static Domain in(Path parent, Path installed) {
    var domain = new Domain(parent.resolve(NAME));
    if (Files.notExists(domain.folder)) {
      copy(installed.resolve("glassfish").resolve("domains").resolve(NAME), domain.folder);
      domain.hide();
    }
    return domain;
  }

  /** The domain of a server that has been launched. */
  static Domain of(TestServer server) {
    return new Domain(server.folder().resolve(NAME));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(from.relativize(source));
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody else on the network reaches it, and it looks for nobody there. */
  private void hide() {
    String open = read().replace("0.0.0.0", "127.0.0.1");
    String listening =
        LISTENER.matcher(open).replaceAll("<network-listener address=\"127.0.0.1\" ");
    String alone = listening.replace(GRID, GRID + " enabled=\"false\"");
    write(alone.replace(CONFIG, CONFIG + NO_BROKER));
  }

  /** Gives every listener a port that is free now. The server must not run. */
  void takeFreePorts() {
    write(PORT.matcher(read()).replaceAll(found -> found.group(1) + FreePort.any()));
  }

  /** What {@code add-library} and a restart do. */
  void addLibrary(Path jar) {
    try {
      Files.copy(
          jar,
          folder.resolve("lib").resolve(jar.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int httpPort() {
    return portOf("http-listener-1");
  }

  int adminPort() {
    return portOf("admin-listener");
  }

  private int portOf(String listener) {
    Matcher element =
        Pattern.compile("<network-listener [^>]*name=\"" + listener + "\"[^>]*>").matcher(read());
    if (element.find()) {
      Matcher port = Pattern.compile("\\bport=\"(\\d+)\"").matcher(element.group());
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
    }
    throw new IllegalStateException("no port of " + listener + " in " + xml());
  }

  /** What it is configured with. */
  Path xml() {
    return folder.resolve("config").resolve("domain.xml");
  }

  private String read() {
    try {
      return Files.readString(xml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String text) {
    try {
      Files.writeString(xml(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
