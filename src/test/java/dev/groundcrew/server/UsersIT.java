package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users and tokens, from their making to their end. */
@Tag("any-server")
class UsersIT {
  private final GroundcrewClient admin = SharedServer.client();
  private final String name = "ann-" + UUID.randomUUID().toString().substring(0, 8);
  private String oneTime;

  @BeforeEach
  void anOperator() {
    Answer made =
        admin.json("POST", "api/users", "{\"name\":\"%s\",\"role\":\"operator\"}".formatted(name));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith("/api/users/" + name);
    oneTime = made.json().getString("password");
  }

  @AfterEach
  void remove() {
    admin.json("DELETE", "api/users/" + name, "", "If-Match", "*");
  }

  private Answer changePassword(String current, String chosen) {
    return admin
        .as(name, current)
        .json(
            "PUT",
            "api/me/password",
            "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, chosen));
  }

  private String etag() {
    return admin.get("api/users/" + name).header("ETag");
  }

  @Test
  void aNewUserChangesThePasswordAndThenMayWhatTheRoleMay() {
    GroundcrewClient newcomer = admin.as(name, oneTime);
    assertThat(newcomer.get("api/me").json().getBoolean("mustChangePassword")).isTrue();
    assertThat(newcomer.get("api/tasks").status()).isEqualTo(403);
    assertThat(newcomer.get("api/tasks").text()).contains("PUT /api/me/password");

    Answer changed = changePassword(oneTime, "my own choice");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().getBoolean("mustChangePassword")).isFalse();
    GroundcrewClient ann = admin.as(name, "my own choice");
    assertThat(ann.get("api/tasks").status()).isEqualTo(200);
    assertThat(ann.get("api/users").status()).isEqualTo(403);
    assertThat(newcomer.get("api/me").status()).as("the old password").isEqualTo(401);
    assertThat(admin.get("api/users").text()).doesNotContain(oneTime).doesNotContain("PBKDF2");
  }

  @Test
  void aChangedRoleIsInForceAtOnce() {
    changePassword(oneTime, "my own choice");
    GroundcrewClient ann = admin.as(name, "my own choice");
    assertThat(ann.get("api/me").json().getJsonArray("roles")).hasSize(2);

    Answer changed =
        admin.json("PUT", "api/users/" + name, "{\"role\":\"viewer\"}", "If-Match", etag());

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(ann.get("api/me").json().getJsonArray("roles")).hasSize(1);
  }

  @Test
  void aChangeNeedsToKnowWhatItChanges() {
    String before = etag();
    String path = "api/users/" + name;
    assertThat(admin.json("PUT", path, "{\"role\":\"viewer\"}").status()).isEqualTo(428);
    assertThat(admin.json("PUT", path, "{\"role\":\"viewer\"}", "If-Match", before).status())
        .isEqualTo(200);

    assertThat(admin.json("PUT", path, "{\"role\":\"operator\"}", "If-Match", before).status())
        .isEqualTo(412);
    assertThat(admin.json("DELETE", path, "", "If-Match", before).status()).isEqualTo(412);
  }

  @Test
  void aResetEndsTheSessionsAndThePasswordOfAUser() {
    changePassword(oneTime, "my own choice");
    GroundcrewClient ann = admin.as(name, "my own choice");
    assertThat(ann.get("api/me").status()).isEqualTo(200);

    Answer reset = admin.post("api/users/" + name + "/reset");

    assertThat(ann.get("api/me").status()).isEqualTo(401);
    GroundcrewClient again = admin.as(name, reset.json().getString("password"));
    assertThat(again.get("api/me").json().getBoolean("mustChangePassword")).isTrue();
  }

  @Test
  void aUserWhoIsGoneIsGoneAtOnce() {
    changePassword(oneTime, "my own choice");
    GroundcrewClient ann = admin.as(name, "my own choice");
    assertThat(ann.get("api/me").status()).isEqualTo(200);

    assertThat(admin.json("DELETE", "api/users/" + name, "", "If-Match", etag()).status())
        .isEqualTo(204);

    assertThat(ann.get("api/me").status()).isEqualTo(401);
    assertThat(admin.get("api/users/" + name).status()).isEqualTo(404);
  }

  @Test
  void aNameIsTakenOnceAndTheLastAdministratorStays() {
    assertThat(
            admin
                .json("POST", "api/users", "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(name))
                .status())
        .isEqualTo(409);
    Answer refused = admin.json("DELETE", "api/users/admin", "", "If-Match", "*");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
  }

  @Test
  void wrongFieldsAreAllNamed() {
    Answer answer = admin.json("POST", "api/users", "{\"name\":\"a b\",\"role\":\"root\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("/name").contains("/role");
  }

  @Test
  void aRevokedTokenIsWorthNothing() {
    Answer made =
        admin.json("POST", "api/tokens", "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(name));
    String secret = made.json().getString("secret");
    GroundcrewClient program = admin.withToken(secret);
    assertThat(program.get("api/me").json().getString("name")).isEqualTo("token:" + name);
    assertThat(program.get("api/tasks").status()).isEqualTo(200);
    assertThat(secret).matches("gc_[A-Za-z0-9_-]{43}");
    assertThat(admin.get("api/tokens").text()).contains(name).doesNotContain(secret);

    Answer one = admin.get("api/tokens/" + name);
    assertThat(one.json().isNull("lastUsedAt")).isFalse();
    assertThat(
            admin.json("DELETE", "api/tokens/" + name, "", "If-Match", one.header("ETag")).status())
        .isEqualTo(204);

    assertThat(program.get("api/me").status()).isEqualTo(401);
  }
}
