package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a server does that was told to start nothing, and to which nobody has attached. */
class QuietServerIT {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final String LISTENING = "0A";

  /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as the kernel writes them. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.of(TestWar.withTestTasks()).with("groundcrew.enabled", "false").start();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Tag("any-server")
  void nothingStartsByItselfAndARunByHandWorks() {
    GroundcrewClient client = server.client();
    assertThat(client.runToItsEnd("beats-pooled").getString("state")).isEqualTo("SUCCEEDED");
    await()
        .pollDelay(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(client.runs(""))
                    .extracting(run -> run.getString("trigger"))
                    .containsExactly("MANUAL"));
  }

  /** The configuration that ships opens nothing to the network. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads sockets from /proc")
  void itListensOnLoopbackOnly() throws IOException {
    // Not the shared server: whoever attaches to a JVM lets it listen for that.
    Path process = Path.of("/proc", Long.toString(server.pid()));
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
