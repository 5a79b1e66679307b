package dev.groundcrew.server;

import static dev.groundcrew.server.ServerUnderTest.WILDFLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Groundcrew as a library on WildFly: what {@link LibraryIT} asks, in short. */
@Tag("full")
class LibraryOnWildFlyIT {
  private static TestServer server;
  private static GroundcrewClient ours;
  private static GroundcrewClient shop;
  private static GroundcrewClient before;

  @BeforeAll
  static void start() {
    server =
        TestServer.of(WILDFLY, LibraryWar.shop(WILDFLY, "shop"))
            .with("groundcrew.start.spread", "PT0S")
            .at("shop/groundcrew/", LibraryWar.shopAlone("before"))
            .start();
    var stranger = new GroundcrewClient(server.baseUri());
    ours = LibraryIT.withToken(stranger);
    shop = inShop("shop");
    before = inShop("before");
    await("the shop alone").until(() -> before.get("api/tasks").status() == 200);
  }

  private static GroundcrewClient inShop(String application) {
    return new GroundcrewClient(server.baseUri().resolve("/" + application + "/"))
        .as("bob", "builder-42");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void groundcrewWorksBelowOnePath() {
    for (String task : List.of("deliver", "take-stock")) {
      await(task).until(() -> !ours.runs("task=" + task + "&state=SUCCEEDED").isEmpty());
    }
    assertThat(ours.get("").text()).contains("gc-shell");
    assertThat(ours.anonymous().get("app/main.js").status()).isEqualTo(200);
    assertThat(ours.get("api/me").json().getString("name")).isEqualTo("token:suite");
    assertThat(ours.anonymous().get("api/tasks").status()).isEqualTo(401);
    Answer accepted = ours.post("api/tasks/take-stock/run");
    assertThat(accepted.header("Location")).startsWith(ours.base() + "api/runs/");
    assertThat(ours.get("api/metrics").text()).contains("application=\"shop\"");
  }

  @Test
  void theShopIsAsBefore() {
    assertThat(shop.get("api/tasks").text()).isEqualTo("{\"shop\":\"Item[name=tea]\"}");
    assertThat(shop.get("api/tasks/who").text()).isEqualTo("bob true");
    assertThat(shop.get("api/tasks/clock").text()).isEqualTo("1970-01-01T00:00:00Z");
    for (String wrong : List.of("api/tasks/broken", "api/runs", "api/api/tasks")) {
      assertThat(shop.get(wrong).status()).as(wrong).isEqualTo(418);
    }
    assertThat(shop.anonymous().get("api/tasks/who").status()).isEqualTo(401);
    assertThat(shop.get("api/tasks/books").text())
        .contains("scheduled_tasks V1__shop.sql of-the-shop")
        .doesNotContain("groundcrew");
  }

  /**
   * Compared, since WildFly itself is moved by what an application brings: Flyway, which the shop
   * had before, mentions annotations of Jackson, and so Jackson writes what JSON-B would.
   */
  @Test
  void theShopAnswersAsItDidWithoutGroundcrew() {
    for (String path :
        List.of("api/tasks", "api/tasks/sale", "api/tasks/broken", "api/runs", "api/tasks/books")) {
      Answer with = shop.get(path);
      Answer without = before.get(path);
      assertThat(with.status()).as(path).isEqualTo(without.status());
      assertThat(with.text()).as(path).isEqualTo(without.text());
      assertThat(with.header("Content-Type")).as(path).isEqualTo(without.header("Content-Type"));
    }
  }
}
