package dev.groundcrew.builtin.http;

import java.io.IOException;

/**
 * Breaks an answer off after its headers, since its body does not matter. The connection is lost by
 * that, but a server cannot hold it open with an error page that never ends.
 */
final class BodyUnwanted extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  BodyUnwanted(Answer answer) {
    super("status " + answer.status());
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
