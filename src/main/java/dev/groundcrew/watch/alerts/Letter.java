package dev.groundcrew.watch.alerts;

import static dev.groundcrew.web.SharedJson.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A message as e-mail.
 *
 * @param subject one line without control characters
 * @param text plain, an alert a paragraph
 */
record Letter(String subject, String text) {
  private static final int LONGEST_SUBJECT = 150;

  /** What goes through a connection that nobody reads from. */
  private static final int MOST_ALERTS = 50;

  private static final int LONGEST_LINE = 500;

  /** Of a message as it stands in the outbox. */
  static Letter of(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      JsonObject message = reader.readObject();
      List<JsonObject> alerts = message.getJsonArray("alerts").getValuesAs(JsonObject.class);
      return new Letter(subject(alerts), text(alerts, message.getString("node")));
    }
  }

  private static String subject(List<JsonObject> alerts) {
    JsonObject first = alerts.get(0);
    String more = alerts.size() == 1 ? "" : " (and " + (alerts.size() - 1) + " more)";
    String about = "[Groundcrew] " + first.getString("kind") + ": " + line(first.getString("text"));
    return cut(about, LONGEST_SUBJECT - more.length()) + more;
  }

  private static String text(List<JsonObject> alerts, String node) {
    String some =
        alerts.stream()
            .limit(MOST_ALERTS)
            .map(Letter::paragraph)
            .collect(Collectors.joining("\n\n"));
    int rest = alerts.size() - MOST_ALERTS;
    return some
        + (rest > 0 ? "\n\nAnd " + rest + " more." : "")
        + "\n\n-- \nGroundcrew on node "
        + line(node)
        + "\n";
  }

  private static String paragraph(JsonObject alert) {
    int held = alert.getInt("held");
    return alert.getString("kind")
        + ": "
        + cut(line(alert.getString("text")), LONGEST_LINE)
        + (held == 0 ? "" : " (and " + held + " more before it)")
        + "\nAt "
        + alert.getString("at")
        + detail(alert, "run", "Run ")
        + detail(alert, "runbook", "Runbook ")
        + detail(alert, "link", "See ");
  }

  private static String detail(JsonObject alert, String name, String before) {
    String value = alert.getString(name, null);
    return value == null ? "" : "\n" + before + cut(line(value), LONGEST_LINE);
  }

  /** What a task says must begin no header, and no paragraph of its own. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+", " ").strip();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
