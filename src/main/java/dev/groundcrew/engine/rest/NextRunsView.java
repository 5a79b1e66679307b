package dev.groundcrew.engine.rest;

import dev.groundcrew.schedule.DueTime;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * When a task will be due.
 *
 * @param schedule in a sentence
 * @param zone of the local times
 * @param items the due times, in order
 * @param next what to pass as {@code after} for those behind them; null if there are none
 */
@JsonbPropertyOrder({"schedule", "zone", "items", "next"})
public record NextRunsView(String schedule, String zone, List<Item> items, Instant next) {
  /**
   * One due time.
   *
   * @param at when
   * @param local the date, the time of day and the offset in the schedule's zone
   * @param note what people should know about it, such as that clocks change; null if nothing
   */
  @JsonbPropertyOrder({"at", "local", "note"})
  public record Item(Instant at, String local, String note) {}

  static NextRunsView of(String schedule, ZoneId zone, List<DueTime> dueTimes, int count) {
    List<Item> items =
        dueTimes.stream()
            .map(
                due ->
                    new Item(
                        due.at(),
                        due.at().atZone(zone).toOffsetDateTime().toString(),
                        due.note().orElse(null)))
            .toList();
    return new NextRunsView(
        schedule,
        zone.getId(),
        items,
        items.size() < count ? null : items.get(items.size() - 1).at());
  }
}
