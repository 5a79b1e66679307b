package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The console in a tab of its own. Closing it fails if the tab complained about anything. */
final class Console implements AutoCloseable {
  static final int NARROW = 320;
  static final int WIDE = 1_280;
  private static final int HEIGHT = 800;
  private static final List<String> OF_COLOUR_AND_WIDTH =
      List.of("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size");

  private final String base;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private boolean expected;

  private Console(String base, BrowserContext context) {
    this.base = base;
    this.context = context;
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (!expected || !message.text().matches("(?s).*status of 4\\d\\d.*")) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("error: " + error));
    page.onDialog(
        dialog -> {
          complaints.add("somebody's text became code: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(base)) {
            complaints.add("a request to " + request.url());
          }
        });
  }

  /** A tab of the administrator, in a language such as {@code en}. */
  static Console in(String language) {
    return at(SharedServer.get().baseUri().toString(), language);
  }

  /** A tab of somebody who is not signed in yet. */
  static Console anonymous() {
    return anonymous(SharedServer.get().baseUri().toString());
  }

  /** The same, at an address of its own whose certificate nobody has signed. */
  static Console anonymous(String base) {
    return new Console(
        base,
        SharedBrowser.get()
            .newContext(
                new NewContextOptions()
                    .setLocale("en")
                    .setViewportSize(WIDE, HEIGHT)
                    .setIgnoreHTTPSErrors(true)));
  }

  /** A tab of the administrator on another server. */
  static Console of(TestServer server, String language) {
    return at(server.baseUri().toString(), language);
  }

  /** A tab that reaches a server at an address of its own. All servers have the same password. */
  static Console at(String base, String language) {
    var client = new GroundcrewClient(URI.create(base)).as("admin", TestServer.PASSWORD);
    return at(base, language, client.authorization().orElseThrow());
  }

  /** A tab of a program that has a token, in English. */
  static Console withToken(String secret) {
    return at(SharedServer.get().baseUri().toString(), "en", "Bearer " + secret);
  }

  private static Console at(String base, String language, String authorization) {
    return new Console(
        base,
        SharedBrowser.get()
            .newContext(
                new NewContextOptions()
                    .setLocale(language)
                    .setTimezoneId("Europe/Berlin")
                    .setViewportSize(WIDE, HEIGHT)
                    .setExtraHTTPHeaders(Map.of("Authorization", authorization))));
  }

  /** Something is asked for that is not there or not allowed: the browser itself complains. */
  Console expectRefusals() {
    return expectRefusals(true);
  }

  Console expectRefusals(boolean expected) {
    this.expected = expected;
    return this;
  }

  Page page() {
    return page;
  }

  /** Opens a page and waits until it shows its heading. */
  Console open(String path) {
    page.navigate(base + path);
    assertThat(page.locator("main h1")).isVisible();
    return this;
  }

  /** Goes to a page of another kind without loading the document again, as links do. */
  Console turnTo(String path) {
    page.evaluate(
        "async (path) => { (await import('./app/shell/router.js')).go(path || './'); }", path);
    String name = path.replaceFirst("\\?.*", "");
    assertThat(page.locator("main > gc-" + (name.isEmpty() ? "tasks" : name))).isVisible();
    assertThat(page.locator("main h1")).isVisible();
    return this;
  }

  /** Waits until figures and lists are there. */
  void settle() {
    assertThat(page.locator(".counter strong").first()).not().hasText("–");
    assertThat(page.locator("main .quiet").getByText("Loading")).hasCount(0);
  }

  Console resize(int width) {
    page.setViewportSize(width, HEIGHT);
    return this;
  }

  Console paint(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    return this;
  }

  /** Holds what is shown against all rules of axe, and against the width of the screen. */
  void isAccessible(String what) {
    check(new AxeBuilder(page), what);
  }

  /** The same, but only against those rules that a colour or a width can break. */
  void isStillAccessible(String what) {
    check(new AxeBuilder(page).withRules(OF_COLOUR_AND_WIDTH), what);
  }

  private void check(AxeBuilder axe, String what) {
    // Legacy mode: without it each check opens a tab of its own, for frames that we do not have.
    List<Rule> violations = axe.setLegacyMode(true).analyze().getViolations();
    assertThat(violations)
        .as(what)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
        .isEmpty();
    fitsItsWidth(what);
  }

  /** Nobody has to scroll sideways. */
  void fitsItsWidth(String what) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(what + " fits its width")
        .isEqualTo(true);
  }

  /** The answer of a script that may {@code await import(...)} the console's modules. */
  Object evaluate(String script) {
    return page.evaluate("async () => { " + script + " }");
  }

  /** Fails if the tab has complained about anything since it was asked last. */
  void hasNoComplaints() {
    var since = List.copyOf(complaints);
    complaints.clear();
    assertThat(since).isEmpty();
  }

  @Override
  public void close() {
    context.close();
    hasNoComplaints();
  }
}
