package dev.groundcrew.watch.alerts;

import static dev.groundcrew.web.SharedJson.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alerts that go together, as JSON. */
final class Message {
  private Message() {}

  /** As it stands in the outbox and goes to webhooks. */
  static String json(String id, Sender sender, Instant at, List<Alert> alerts) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    alerts.forEach(alert -> items.add(item(alert, sender)));
    return JSON.createObjectBuilder()
        .add("id", id)
        .add("node", sender.node())
        .add("at", at.toString())
        .add("alerts", items)
        .build()
        .toString();
  }

  private static JsonObjectBuilder item(Alert alert, Sender sender) {
    JsonObjectBuilder item =
        JSON.createObjectBuilder().add("kind", alert.kind().name()).add("text", alert.text());
    addOrNull(item, "task", alert.task());
    addOrNull(item, "run", alert.run());
    addOrNull(item, "runbook", alert.runbook());
    addOrNull(item, "link", sender.link(alert));
    return item.add("at", alert.at().toString()).add("held", alert.held());
  }

  private static void addOrNull(JsonObjectBuilder item, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> item.add(name, text), () -> item.addNull(name));
  }

  /** The same as Slack takes it: one line an alert. */
  static String slack(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      JsonObject message = reader.readObject();
      String node = message.getString("node");
      String text =
          message.getJsonArray("alerts").getValuesAs(JsonObject.class).stream()
              .map(alert -> line(alert, node))
              .collect(Collectors.joining("\n"));
      return JSON.createObjectBuilder().add("text", text).build().toString();
    }
  }

  private static String line(JsonObject alert, String node) {
    int held = alert.getInt("held");
    String more = held == 0 ? "" : " (and " + held + " more before it)";
    return escaped(
        "["
            + alert.getString("kind")
            + "] "
            + alert.getString("text")
            + more
            + " on "
            + node
            + url(alert, "runbook")
            + url(alert, "link"));
  }

  /** A node of an older version may have written the message, without the field. */
  private static String url(JsonObject alert, String name) {
    return Optional.ofNullable(alert.getString(name, null)).map(url -> " " + url).orElse("");
  }

  /** The three characters that Slack's text format wants escaped. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
