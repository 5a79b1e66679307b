package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The list of runs while 10,000 of them arrive, in a third of a minute. They come from inside the
 * tab, so that nothing but the console's own work is measured.
 */
@Tag("full")
class ConsoleLoadIT {
  private static final int LONGEST_TASK_MILLIS = 200;
  private static final int MOST_GROWTH_BYTES = 4_000_000;

  /** Stands in for the stream and for the list: 50 events a second, each of ten runs. */
  private static final String FEED =
      """
      window.feed = { arrived: 0, most: MOST, longTasks: [] };
      const run = (number) => ({
        id: String(number).padStart(13, '0'), task: `task-${number % 40}`, state: 'SUCCEEDED',
        trigger: 'SCHEDULE', node: `node-${number % 4}`, queuedAt: new Date().toISOString(),
        startedAt: new Date().toISOString(), endedAt: new Date().toISOString(), skipped: 0,
        progress: { done: 0, total: 0 }, error: null, reason: null, message: `run ${number}`,
      });
      window.EventSource = class extends EventTarget {
        readyState = 1;
        timer = setInterval(() => {
          if (feed.arrived >= feed.most) return;
          const runs = Array.from({ length: BATCH }, () => String(++feed.arrived).padStart(13, '0'));
          const detail = JSON.stringify({ tasks: ['task-1'], runs, more: false });
          this.dispatchEvent(new MessageEvent('changed', { data: detail }));
        }, EVERY);
        close() { clearInterval(this.timer); }
      };
      const reallyFetch = window.fetch;
      window.fetch = (path, options) => {
        if (!path.startsWith('api/runs?')) return reallyFetch(path, options);
        const items = Array.from({ length: 50 }, (_, age) => run(feed.arrived + 50 - age));
        return Promise.resolve(new Response(JSON.stringify({ items, next: 'more' })));
      };
      new PerformanceObserver((list) => feed.longTasks.push(...list.getEntries().map((task) => task.duration)))
        .observe({ type: 'longtask' });
      """;

  private static String feed(int most, int batch, int everyMillis) {
    return FEED.replace("MOST", "" + most)
        .replace("BATCH", "" + batch)
        .replace("EVERY", "" + everyMillis);
  }

  private static long heap(CDPSession browser) {
    browser.send("HeapProfiler.collectGarbage");
    JsonObject usage = browser.send("Runtime.getHeapUsage");
    return usage.get("usedSize").getAsLong();
  }

  /** The console's own policy forbids the browser's way to wait for an expression. */
  private static void awaitArrived(Page page, int runs) {
    await("arrivals")
        .pollInSameThread()
        .atMost(Duration.ofMinutes(2))
        .until(() -> ((Number) page.evaluate("feed.arrived")).intValue() >= runs);
  }

  @Test
  void theListStaysQuickAndInItsPlace() {
    try (Console console = Console.in("en")) {
      Page page = console.page();
      page.addInitScript(feed(10_000, 10, 20));
      console.open("runs");
      CDPSession browser = page.context().newCDPSession(page);
      String first = page.locator("tbody a.row-link").first().textContent();
      page.evaluate("feed.longTasks = []");
      awaitArrived(page, 2_000);
      long early = heap(browser);
      awaitArrived(page, 10_000);

      assertThat(page.locator("button.fresh")).hasText("50+ new runs – show");
      assertThat(page.locator("tbody a.row-link").first()).hasText(first);
      assertThat(page.locator("tbody tr")).hasCount(50);
      List<Double> tooLong =
          ((List<?>) page.evaluate("feed.longTasks"))
              .stream()
                  .map(it -> ((Number) it).doubleValue())
                  .filter(millis -> millis >= LONGEST_TASK_MILLIS)
                  .toList();
      // Of 800 pictures; other tests may hold the processor for a moment.
      assertThat(tooLong).as("milliseconds that the page was busy").hasSizeLessThan(8);
      assertThat(heap(browser) - early).as("growth in bytes").isLessThan(MOST_GROWTH_BYTES);
    }
  }

  /** The server sends four events a second at most: that many, by a clock that runs fast. */
  @Test
  void anHourOfEventsLeavesNothingBehind() {
    try (Console console = Console.in("en")) {
      Page page = console.page();
      page.clock().install();
      page.addInitScript(feed(1_000_000, 42, 250));
      console.open("runs");
      CDPSession browser = page.context().newCDPSession(page);
      page.clock().runFor(Duration.ofMinutes(6).toMillis());
      long early = heap(browser);
      assertThat(((Number) page.evaluate("feed.arrived")).intValue()).isGreaterThan(50_000);
      page.clock().runFor(Duration.ofMinutes(54).toMillis());
      assertThat(((Number) page.evaluate("feed.arrived")).intValue()).isGreaterThan(550_000);
      assertThat(heap(browser) - early).as("growth in bytes").isLessThan(MOST_GROWTH_BYTES);
      assertThat(page.locator("tbody tr")).hasCount(50);
    }
  }

  /** The best of some loads: other tests may hold the processor for a moment. */
  @Test
  void somethingIsSeenWithinASecond() {
    try (Console console = Console.in("en")) {
      double best = Double.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        console.open("");
        best = Math.min(best, firstContentfulPaint(console.page()));
      }
      assertThat(best).as("milliseconds to the first contentful paint").isLessThan(1_000);
    }
  }

  private static double firstContentfulPaint(Page page) {
    return ((Number)
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        .doubleValue();
  }
}
