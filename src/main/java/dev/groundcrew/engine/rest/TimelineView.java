package dev.groundcrew.engine.rest;

import dev.groundcrew.cluster.LoadTable;
import dev.groundcrew.run.TimelineTable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What ran when, and what that did to requests.
 *
 * @param since where it begins
 * @param until where it ends, excluded
 * @param slice how long a slice is
 * @param items the tasks that ran, by name
 * @param load all nodes together, by slice
 */
@JsonbPropertyOrder({"since", "until", "slice", "items", "load"})
public record TimelineView(
    Instant since, Instant until, Duration slice, List<Lane> items, List<LoadView> load) {
  /**
   * What a task did.
   *
   * @param task its name
   * @param spans in order; two may overlap
   */
  public record Lane(String task, List<SpanView> spans) {}

  /**
   * Runs that began close to each other.
   *
   * @param from when the first began
   * @param to when the last ended; null while one is under way
   * @param runs how many
   * @param failed how many of them ended badly
   * @param skipped how many were skipped; many for one reason count once
   */
  @JsonbPropertyOrder({"from", "to", "runs", "failed", "skipped"})
  public record SpanView(Instant from, Instant to, long runs, long failed, long skipped) {
    static SpanView of(TimelineTable.Slice slice) {
      return new SpanView(
          slice.from(),
          slice.underWay() > 0 ? null : slice.to(),
          slice.runs(),
          slice.failed(),
          slice.skipped());
    }
  }

  /**
   * A slice of time.
   *
   * @param at when it began
   * @param requests requests to the application that were answered
   * @param p99 99 in a hundred took no longer, on the node where that was worst; null without one
   * @param cpu share of the nodes' processors that their processes used, in percent; null if no
   *     node said
   * @param heldBack how long requests held back the runs that began in it, together
   */
  @JsonbPropertyOrder({"at", "requests", "p99", "cpu", "heldBack"})
  public record LoadView(Instant at, long requests, Duration p99, Long cpu, Duration heldBack) {}

  static TimelineView of(
      Range range, long seconds, List<TimelineTable.Slice> runs, List<LoadTable.Slice> load) {
    var lanes = new TreeMap<String, List<SpanView>>();
    runs.forEach(
        slice ->
            lanes.computeIfAbsent(slice.task(), task -> new ArrayList<>()).add(SpanView.of(slice)));
    return new TimelineView(
        range.since(),
        range.until(),
        Duration.ofSeconds(seconds),
        lanes.entrySet().stream().map(lane -> new Lane(lane.getKey(), lane.getValue())).toList(),
        loads(seconds, runs, load));
  }

  private static List<LoadView> loads(
      long seconds, List<TimelineTable.Slice> runs, List<LoadTable.Slice> load) {
    Map<Long, Duration> held =
        runs.stream()
            .filter(slice -> !slice.heldBack().isZero())
            .collect(
                Collectors.toMap(
                    TimelineTable.Slice::number, TimelineTable.Slice::heldBack, Duration::plus));
    var loads = new TreeMap<Long, LoadView>();
    held.forEach(
        (number, time) ->
            loads.put(
                number,
                new LoadView(Instant.ofEpochSecond(number * seconds), 0, null, null, time)));
    load.forEach(
        slice ->
            loads.put(
                slice.number(),
                new LoadView(
                    Instant.ofEpochSecond(slice.number() * seconds),
                    slice.requests(),
                    slice.p99().orElse(null),
                    slice.cpu().map(share -> Math.round(share * 100)).orElse(null),
                    held.getOrDefault(slice.number(), Duration.ZERO))));
    return List.copyOf(loads.values());
  }
}
