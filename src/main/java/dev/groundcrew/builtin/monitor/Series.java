package dev.groundcrew.builtin.monitor;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.task.TaskData;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last samples (rule 2 of the package). Safe for use by several threads. */
final class Series {
  private final int most;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long added;

  /** Made at the first question after a sample: most samples are never asked for. */
  private TaskData answer;

  Series(int most) {
    this.most = most;
  }

  synchronized void add(Sample sample) {
    if (samples.size() == most) {
      samples.removeFirst();
    }
    samples.addLast(sample);
    added++;
    answer = null;
  }

  synchronized Optional<TaskData> newest() {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    if (answer == null) {
      Sample last = samples.getLast();
      answer =
          new TaskData(
              json(List.copyOf(samples)).getBytes(StandardCharsets.UTF_8),
              "application/json",
              last.at(),
              last.at().toEpochMilli() + "-" + added);
    }
    return Optional.of(answer);
  }

  private static String json(List<Sample> samples) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    for (Sample sample : samples) {
      JsonObjectBuilder item = JSON.createObjectBuilder().add("at", sample.at().toString());
      sample.values().forEach(item::add);
      items.add(item);
    }
    return JSON.createObjectBuilder().add("samples", items).build().toString();
  }
}
