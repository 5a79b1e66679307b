package dev.groundcrew.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Signing in with a provider of another site, in a browser: only that shows whether its cookies
 * come along.
 */
class OpenIdConsoleIT {
  private final String base = SharedServer.get().baseUri().toString();
  private final String name = "grace-" + UUID.randomUUID().toString().substring(0, 8);

  @AfterEach
  void remove() {
    SharedServer.client().json("DELETE", "api/users/" + name, "", "If-Match", "*");
  }

  private static BrowserContext tab() {
    return SharedBrowser.get().newContext(new NewContextOptions().setLocale("en"));
  }

  private static void signIn(Page page) {
    page.getByRole(
            AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Small Provider"))
        .click();
  }

  @Test
  void aPersonLandsWhereTheyWantedToGoAndSeesOnlyWhatTheyMayOperate() {
    SharedServer.openIdProvider().signsIn(name, "crew");
    try (BrowserContext tab = tab()) {
      Page page = tab.newPage();
      page.navigate(base + "runs?q=task%3Ahostile");
      signIn(page);
      assertThat(page.locator("main h1")).hasText("Runs");
      assertThat(page).hasURL(Pattern.compile("runs\\?q=task%3Ahostile$"));
      assertThat(page.locator(".who")).hasText(name);

      SharedServer.client()
          .json(
              "PUT",
              "api/users/" + name,
              "{\"role\":\"operator\",\"tasks\":[\"fails-in-*\"]}",
              "If-Match",
              "*");
      page.navigate(base + "task?name=fails-in-bulk");
      assertThat(page.locator("main .verbs button.main")).hasText("Run now");
      page.navigate(base + "task?name=is-framed");
      assertThat(page.locator("main h1")).hasText("is-framed");
      assertThat(page.locator("main .verbs button")).hasCount(0);
      page.navigate(base + "nodes");
      assertThat(page.locator("main h1")).hasText("Nodes");
      assertThat(page.locator("main tbody tr").first()).isVisible();
      assertThat(page.locator("main button")).hasCount(0);
    }
  }

  @Test
  void whoHasNoRoleIsToldSo() {
    SharedServer.openIdProvider().signsIn(name, "strangers");
    try (BrowserContext tab = tab()) {
      Page page = tab.newPage();
      page.navigate(base);
      signIn(page);
      assertThat(page.getByRole(AriaRole.ALERT))
          .hasText("You have no role here. Ask an administrator.");
    }
  }
}
