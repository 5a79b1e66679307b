package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The configuration that ships opens nothing to the network. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads sockets from /proc")
class LoopbackIT {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final String LISTENING = "0A";

  /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as the kernel writes them. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  @Test
  void theServerListensOnLoopbackOnly() throws IOException {
    // Not the shared server: whoever attaches to a JVM lets it listen for that.
    try (TestServer server = TestServer.of(TestWar.unchanged()).start()) {
      assertListensOnLoopbackOnly(Path.of("/proc", Long.toString(server.pid())));
    }
  }

  private static void assertListensOnLoopbackOnly(Path process) throws IOException {
    Set<String> own = socketsOf(process);
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTENING) && own.contains(columns[9])) {
          addresses.add(columns[1].substring(0, columns[1].indexOf(":")));
        }
      }
    }
    assertThat(addresses).isNotEmpty().isSubsetOf(LOOPBACK);
  }

  private static Set<String> socketsOf(Path process) throws IOException {
    var inodes = new HashSet<String>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        Matcher socket = SOCKET.matcher(read(file));
        if (socket.matches()) {
          inodes.add(socket.group(1));
        }
      }
    }
    return inodes;
  }

  /** A file may be closed before we look at it. */
  private static String read(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
