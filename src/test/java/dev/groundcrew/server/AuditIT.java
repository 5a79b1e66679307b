package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the audit keeps of those who change things, and of those who try. */
@Tag("any-server")
class AuditIT {
  private final GroundcrewClient admin = SharedServer.client();
  private final String name = "eve-" + UUID.randomUUID().toString().substring(0, 8);
  private final String path = "/api/users/" + name;
  private String oneTime;

  @BeforeEach
  void aViewer() {
    Answer made =
        admin.json("POST", "api/users", "{\"name\":\"%s\",\"role\":\"viewer\"}".formatted(name));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    oneTime = made.json().getString("password");
  }

  @AfterEach
  void remove() {
    admin.json("DELETE", "api/users/" + name, "", "If-Match", "*");
  }

  private List<JsonObject> audit(String query) {
    Answer answer = admin.get("api/audit?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.items();
  }

  @Test
  void aChangeIsKeptWithWhatWasAndWhatWasAskedFor() {
    admin.json("PUT", "api/users/" + name, "{\"role\":\"operator\"}", "If-Match", "*");

    assertThat(audit("target=" + path))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getString("who")).isEqualTo("admin");
              assertThat(entry.getString("action")).isEqualTo("PUT");
              assertThat(entry.getString("outcome")).isEqualTo("DONE");
              assertThat(entry.getString("address")).isEqualTo("127.0.0.1");
              assertThat(entry.getString("before")).isEqualTo("{\"role\":\"viewer\",\"tasks\":[]}");
              assertThat(entry.getString("after")).isEqualTo("{\"role\":\"operator\"}");
            });
  }

  @Test
  void aTaskIsKeptAsItWasWithItsSecretsMasked() {
    String task = "audited-" + name;
    String call =
        "{\"name\":\"%s\",\"type\":\"http-call\",\"schedule\":{\"every\":\"%s\"},\"parameters\":"
            + "{\"url\":\"https://example.org/%s\",\"secret-headers\":\"Authorization: Bearer abc-9\"}}";
    String at = "api/tasks/" + task;
    Answer made = admin.json("POST", "api/tasks", call.formatted(task, "PT9H", "first"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    try {
      Answer changed =
          admin.json("PUT", at, call.formatted(task, "PT8H", "second"), "If-Match", "*");
      assertThat(changed.status()).as(changed.text()).isEqualTo(200);

      JsonObject entry = audit("action=PUT&target=/" + at).get(0);
      assertThat(entry.getString("before"))
          .contains("PT9H", "https://example.org/first", "********");
      assertThat(entry.getString("after")).contains("PT8H", "https://example.org/second");
      assertThat(entry.toString()).doesNotContain("abc-9");

      admin.post(at + "/pause", "{\"reason\":\"seen by the audit\"}");
      admin.post(at + "/resume");
      assertThat(audit("target=/" + at + "/resume").get(0).getString("before"))
          .contains("\"paused\":true", "seen by the audit");
    } finally {
      admin.json("DELETE", at, "", "If-Match", "*");
    }
    assertThat(audit("action=DELETE&target=/" + at).get(0).getString("before"))
        .contains("https://example.org/second");
  }

  @Test
  void aProgramWhoseTokenIsOverIsKeptAndSoIsOneThatMayNotReadTheEvents() {
    Answer made =
        admin.json(
            "POST",
            "api/tokens",
            "{\"name\":\"%s\",\"role\":\"metrics\",\"expiresAt\":\"%s\"}"
                .formatted(name, Instant.now().plusSeconds(8)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    GroundcrewClient program = admin.withToken(made.json().getString("secret"));
    assertThat(program.get("api/events").status()).isEqualTo(403);
    await("the end of a token").until(() -> program.get("api/metrics").status() == 401);
    admin.json("DELETE", "api/tokens/" + name, "", "If-Match", "*");

    assertThat(audit("outcome=REFUSED&who=token:" + name))
        .extracting(entry -> entry.getString("action") + " " + entry.getInt("status"))
        .containsExactly("SIGN_IN 401", "GET 403");
  }

  @Test
  void aRefusedAttemptIsKeptToo() {
    GroundcrewClient newcomer = admin.as(name, oneTime);
    newcomer.post("api/tasks/is-framed/run");
    newcomer.get("api/users");
    admin.as(name, "wrong password").get("api/me");

    assertThat(audit("who=" + name + "&outcome=REFUSED"))
        .extracting(entry -> entry.getString("action") + " " + entry.getInt("status"))
        .containsExactly("SIGN_IN 401", "GET 403", "POST 403");
  }

  @Test
  void aFailedChangeAndAPasswordAreKeptWithoutSecrets() {
    String secret = "shorter";
    admin
        .as(name, oneTime)
        .json(
            "PUT",
            "api/me/password",
            "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(oneTime, secret));

    List<JsonObject> entries = audit("who=" + name);

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).getString("outcome")).isEqualTo("FAILED");
    assertThat(entries.toString()).doesNotContain(secret).doesNotContain(oneTime);
  }

  @Test
  void nothingChangesAnEntry() {
    for (String method : new String[] {"PUT", "POST", "PATCH"}) {
      assertThat(admin.json(method, "api/audit", "{}").status()).as(method).isIn(405, 501);
      assertThat(admin.json(method, "api/audit/1", "{}").status()).as(method).isIn(404, 405, 501);
    }
    assertThat(admin.delete("api/audit").status()).isEqualTo(405);
    assertThat(admin.delete("api/audit/1").status()).isIn(404, 405);
  }
}
