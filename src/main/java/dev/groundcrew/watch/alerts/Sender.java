package dev.groundcrew.watch.alerts;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who writes a message.
 *
 * @param node this node's name
 * @param publicUrl where people reach the console, with a slash at its end
 */
record Sender(String node, Optional<URI> publicUrl) {
  /** The page that shows what an alert is about; empty if nobody has said where the console is. */
  Optional<String> link(Alert alert) {
    return publicUrl.map(url -> url + page(alert));
  }

  private static String page(Alert alert) {
    return alert
        .run()
        .map(run -> "run?id=" + encoded(run))
        .or(() -> alert.task().map(task -> "task?name=" + encoded(task)))
        .orElse("problems");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
