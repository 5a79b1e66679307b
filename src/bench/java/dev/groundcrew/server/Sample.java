package dev.groundcrew.server;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Some figures of one kind. */
final class Sample {
  private final double[] sorted;

  Sample(double... values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  static <T> Sample of(Collection<T> all, ToDoubleFunction<T> figure) {
    return new Sample(all.stream().mapToDouble(figure).toArray());
  }

  double median() {
    return at(0.5);
  }

  double at(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The median with the least and the most. */
  String inWords(String format) {
    return (format + " (" + format + "–" + format + ")").formatted(median(), at(0), at(1));
  }

  JsonObjectBuilder json() {
    return Json.createObjectBuilder()
        .add("median", rounded(median()))
        .add("least", rounded(at(0)))
        .add("most", rounded(at(1)))
        .add("count", sorted.length);
  }

  static double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1_000) / 1_000.0 : 0;
  }
}
