package dev.groundcrew.server;

import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, in light and dark, at 320 and 1,280 pixels, with plain and with hostile data. */
class ConsoleAccessibilityIT {
  private static String hostileRun;

  @BeforeAll
  static void makeData() {
    hostileRun = SharedServer.client().runToItsEnd("hostile").getString("id");
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
        "problems",
        "sign-in");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsForEverybody(String page) {
    try (Console console = Console.in("en")) {
      if (page.contains("no-such-task") || page.contains("0000000000000")) {
        console.expectRefusals();
      }
      console.open(page.replace("HOSTILE", hostileRun)).resize(Console.NARROW);
      console.isAccessible("narrow, light");
      console.paint(ColorScheme.DARK).isStillAccessible("narrow, dark");
      console.resize(Console.WIDE).isStillAccessible("wide, dark");
      console.paint(ColorScheme.LIGHT).isStillAccessible("wide, light");
    }
  }
}
