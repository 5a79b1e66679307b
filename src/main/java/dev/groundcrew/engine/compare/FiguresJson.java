package dev.groundcrew.engine.compare;

import static dev.groundcrew.web.SharedJson.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** Figures as they are stored. */
final class FiguresJson {
  private FiguresJson() {}

  static String write(List<Figures> all) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    for (Figures one : all) {
      JsonObjectBuilder object =
          JSON.createObjectBuilder()
              .add("way", one.way().name())
              .add("runs", one.runs())
              .add("cut", one.cut())
              .add("time", one.timeNanos())
              .add("wall", one.wallNanos())
              .add("longest", one.longestNanos())
              .add("held", one.heldNanos())
              .add("threads", one.threads())
              .add("mostThreads", one.mostThreads())
              .add("requests", one.requests());
      one.cpuNanos().ifPresent(value -> object.add("cpu", value));
      one.processCpuNanos().ifPresent(value -> object.add("processCpu", value));
      one.request50Nanos().ifPresent(value -> object.add("request50", value));
      one.request99Nanos().ifPresent(value -> object.add("request99", value));
      one.ready50Nanos().ifPresent(value -> object.add("ready50", value));
      one.ready99Nanos().ifPresent(value -> object.add("ready99", value));
      array.add(object);
    }
    return array.build().toString();
  }

  static List<Figures> read(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readArray().stream()
          .map(JsonValue::asJsonObject)
          .map(FiguresJson::figures)
          .toList();
    }
  }

  private static Figures figures(JsonObject one) {
    return new Figures(
        Way.valueOf(one.getString("way")),
        one.getInt("runs"),
        one.getInt("cut"),
        number(one, "time").orElse(0L),
        number(one, "wall").orElse(0L),
        number(one, "longest").orElse(0L),
        number(one, "cpu"),
        number(one, "processCpu"),
        number(one, "held").orElse(0L),
        one.getJsonNumber("threads").doubleValue(),
        one.getInt("mostThreads"),
        number(one, "requests").orElse(0L),
        number(one, "request50"),
        number(one, "request99"),
        number(one, "ready50"),
        number(one, "ready99"));
  }

  private static Optional<Long> number(JsonObject one, String name) {
    return one.containsKey(name)
        ? Optional.of(one.getJsonNumber(name).longValue())
        : Optional.empty();
  }
}
