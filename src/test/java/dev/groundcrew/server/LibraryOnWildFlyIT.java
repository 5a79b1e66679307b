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

  @BeforeAll
  static void start() {
    server =
        TestServer.of(WILDFLY, LibraryWar.shop(WILDFLY, "shop"))
            .with("groundcrew.start.spread", "PT0S")
            .at("shop/groundcrew/")
            .start();
    var stranger = new GroundcrewClient(server.baseUri());
    ours = LibraryIT.withToken(stranger);
    shop = new GroundcrewClient(server.baseUri().resolve("../")).as("bob", "builder-42");
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
    assertThat(shop.get("api/tasks/sale").text()).isEqualTo("{\"item\":\"tea\"}");
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
}
