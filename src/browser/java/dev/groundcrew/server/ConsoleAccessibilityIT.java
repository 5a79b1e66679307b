package dev.groundcrew.server;

import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, in light and dark, at 320 and 1,280 pixels, with plain and with hostile data. */
class ConsoleAccessibilityIT {
  private static String hostileRun;
  private static Console console;

  @BeforeAll
  static void open() {
    hostileRun = SharedServer.client().runToItsEnd("hostile").getString("id");
    console = Console.in("en");
  }

  @AfterAll
  static void close() {
    console.close();
  }

  static Stream<String> pages() {
    return Stream.of(
        "",
        "?q=nothing-fits-this",
        "task?name=hostile",
        "task?name=fails-pooled",
        "task?name=no-such-task",
        "runs",
        "runs?q=state:failed+what:ever",
        "runs?q=task:no-such-task",
        "run?id=HOSTILE",
        "run?id=0000000000000",
        "nodes",
        "make?type=http-call",
        "schedule?name=hostile",
        "alerts",
        "users",
        "tokens",
        "audit",
        "problems",
        "sign-in");
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    console.hasNoComplaints();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsForEverybody(String page) {
    open(page);
    console.isAccessible("narrow, light");
    console.paint(ColorScheme.DARK).resize(Console.WIDE).isStillAccessible("wide, dark");
  }

  @ParameterizedTest
  @MethodSource("pages")
  @Tag("full")
  void aPageIsForEverybodyTheOtherWayRoundToo(String page) {
    open(page);
    console.paint(ColorScheme.DARK).isStillAccessible("narrow, dark");
    console.paint(ColorScheme.LIGHT).resize(Console.WIDE).isStillAccessible("wide, light");
  }

  private static void open(String page) {
    boolean refused = page.contains("no-such-task") || page.contains("0000000000000");
    console.expectRefusals(refused);
    console
        .resize(Console.NARROW)
        .paint(ColorScheme.LIGHT)
        .open(page.replace("HOSTILE", hostileRun));
  }
}
