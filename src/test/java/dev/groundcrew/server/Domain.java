package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A domain of Payara Server or GlassFish: a copy of the distribution's own, on loopback only. */
final class Domain {
  /** Every distribution has one of this name. */
  static final String NAME = "domain1";

  private static final Pattern PORT = Pattern.compile("(\\bport=\"|telnet\\.port=)\\d+");
  private static final Pattern GRID = Pattern.compile("<hazelcast-runtime-configuration ");
  private static final Pattern MESSAGES = Pattern.compile("(<jms-host [^>]*lazy-init=\")true");
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
    String alone =
        GRID.matcher(listening).replaceAll("<hazelcast-runtime-configuration enabled=\"false\" ");
    // A broker elsewhere, which nobody asks: an embedded one listens on all interfaces, at a fixed
    // port.
    String mute = MESSAGES.matcher(alone).replaceAll("$1false");
    write(mute.replace("type=\"EMBEDDED\"", "type=\"REMOTE\""));
  }

  /** Gives every listener a port that is free now. The server must not run. */
  void takeFreePorts() {
    write(PORT.matcher(read()).replaceAll(found -> found.group(1) + FreePort.any()));
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

  private Path xml() {
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
