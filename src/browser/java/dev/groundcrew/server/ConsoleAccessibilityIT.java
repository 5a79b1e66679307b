package dev.groundcrew.server;

import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page, in light and dark, at 320 and 1,280 pixels, with plain and with hostile data. */
class ConsoleAccessibilityIT {
  private static final List<String> LISTS =
      List.of(
          "tasks",
          "runs",
          "timeline",
          "upcoming",
          "nodes",
          "problems",
          "alerts",
          "users",
          "tokens",
          "audit",
          "summary");

  /** What all of them have, and none of them more. */
  private static final String NOTHING =
      """
      {"items": [], "next": null, "load": [], "slice": "PT5M", "receivers": [], "kinds": [], "tasks": [],
       "failures": 3, "coolDown": "PT1H", "running": 0, "queued": 0, "failed": 0, "skipped": 0, "paused": 0, "problems": 0}
      """;

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
        "timeline",
        "timeline?hours=1&at=NOW",
        "nodes",
        "make?type=http-call",
        "schedule?name=hostile",
        "alerts",
        "users",
        "tokens",
        "audit",
        "settings",
        "problems",
        "sign-in");
  }

  @AfterEach
  void nothingIsComplainedAbout() {
    console.hasNoComplaints();
  }

  private enum Look {
    NARROW_LIGHT(Console.NARROW, ColorScheme.LIGHT),
    WIDE_DARK(Console.WIDE, ColorScheme.DARK),
    NARROW_DARK(Console.NARROW, ColorScheme.DARK),
    WIDE_LIGHT(Console.WIDE, ColorScheme.LIGHT);

    private final int width;
    private final ColorScheme scheme;

    Look(int width, ColorScheme scheme) {
      this.width = width;
      this.scheme = scheme;
    }

    Console of(Console console) {
      return console.resize(width).paint(scheme);
    }
  }

  /** Every page in one of the looks, each look on every fourth page. */
  static Stream<Arguments> pagesInTurn() {
    List<String> pages = pages().toList();
    Look[] looks = Look.values();
    return IntStream.range(0, pages.size())
        .mapToObj(i -> Arguments.of(pages.get(i), looks[i % looks.length]));
  }

  @ParameterizedTest
  @MethodSource("pagesInTurn")
  void aPageIsForEverybody(String page, Look look) {
    open(page, look);
    console.isAccessible(look.toString());
  }

  @ParameterizedTest
  @MethodSource("pages")
  @Tag("full")
  void aPageIsForEverybodyInEveryLook(String page) {
    open(page, Look.NARROW_LIGHT);
    console.isAccessible(Look.NARROW_LIGHT.toString());
    for (Look look : EnumSet.complementOf(EnumSet.of(Look.NARROW_LIGHT))) {
      look.of(console).isStillAccessible(look.toString());
    }
  }

  /** As on the first day: every list is empty. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "runs", "timeline", "nodes", "problems", "alerts", "users", "tokens", "audit"})
  @Tag("full")
  void anEmptyPageIsForEverybody(String page) {
    try (Console first = Console.in("en")) {
      for (String list : LISTS) {
        first
            .page()
            .route(
                Pattern.compile(".*/api/" + list + "(\\?.*)?"),
                route -> route.fulfill(new FulfillOptions().setStatus(200).setBody(NOTHING)));
      }
      for (int width : List.of(Console.NARROW, Console.WIDE)) {
        first.resize(width).paint(ColorScheme.LIGHT).open(page).isAccessible("light, " + width);
        first.paint(ColorScheme.DARK).isStillAccessible("dark, " + width);
      }
    }
  }

  private static void open(String page, Look look) {
    boolean refused = page.contains("no-such-task") || page.contains("0000000000000");
    console.expectRefusals(refused);
    look.of(console)
        .open(page.replace("HOSTILE", hostileRun).replace("NOW", Instant.now().toString()));
  }
}
