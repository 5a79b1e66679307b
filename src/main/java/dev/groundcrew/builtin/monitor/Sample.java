package dev.groundcrew.builtin.monitor;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What was seen at one instant.
 *
 * @param at when
 * @param values by metric; shares in percent, sizes in bytes, times in milliseconds
 */
record Sample(Instant at, Map<String, Double> values) {
  Sample {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  OptionalDouble value(String metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
