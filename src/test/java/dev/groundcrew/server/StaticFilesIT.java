package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.server.GroundcrewClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files of the console over HTTP. */
@Tag("any-server")
class StaticFilesIT {
  private final GroundcrewClient client = SharedServer.client();

  @Test
  void everybodyMayReadAFile() {
    Answer answer = client.anonymous().get("app/main.js");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/javascript");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.text()).contains("shell.js");
  }

  @Test
  void aFileIsCompressedForWhoTakesIt() {
    Answer plain = client.get("app/console.css");
    Answer gzip =
        client.send(client.request("app/console.css").header("Accept-Encoding", "gzip").GET());
    assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(gzip.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(gzip.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(Integer.parseInt(gzip.header("Content-Length")))
        .isLessThan(Integer.parseInt(plain.header("Content-Length")) / 2);
  }

  @Test
  void anUnchangedFileIsNotSentAgain() {
    String tag = client.get("app/main.js").header("ETag");
    Answer again = client.send(client.request("app/main.js").header("If-None-Match", tag).GET());
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(again.text()).isEmpty();
  }

  @Test
  void everyPageIsTheSameStrictDocument() {
    String home = client.get("").header("ETag");
    for (String page :
        new String[] {
          "",
          "task?name=x",
          "runs",
          "run?id=x",
          "nodes",
          "problems",
          "schedule?name=x",
          "make",
          "alerts",
          "users",
          "tokens",
          "audit"
        }) {
      Answer answer = client.get(page);
      assertThat(answer.status()).as(page).isEqualTo(200);
      assertThat(answer.header("ETag")).as(page).isEqualTo(home).isNotEmpty();
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
          .doesNotContain("unsafe");
    }
    assertThat(client.anonymous().get("sign-in").status()).isEqualTo(200);
    assertThat(client.anonymous().get("runs").status()).isEqualTo(401);
    assertThat(client.get("no-such-page").status()).isEqualTo(404);
  }

  @Test
  void filesAreOnlyRead() {
    Answer answer =
        client.send(client.request("app/main.js").method("PUT", BodyPublishers.ofString("x")));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void whoOpensAPageIsSentToTheSignInPageAndBack() {
    var stranger = client.anonymous();
    String[][] pages = {
      {"", "sign-in"},
      {"run?id=x&y=z", "sign-in?then=run%3Fid%3Dx%26y%3Dz"},
      {"nodes", "sign-in?then=nodes"}
    };
    for (String[] page : pages) {
      Answer answer = stranger.get(page[0], "text/html,*/*");
      assertThat(answer.status()).as(page[0]).isEqualTo(303);
      assertThat(answer.header("Location")).isEqualTo(page[1]);
    }
    assertThat(stranger.get("api/tasks", "text/html").status()).isEqualTo(401);
    assertThat(stranger.get("a/b", "text/html").status()).isEqualTo(401);
  }
}
