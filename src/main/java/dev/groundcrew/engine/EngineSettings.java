package dev.groundcrew.engine;

import dev.groundcrew.cluster.NodeName;
import dev.groundcrew.settings.SettingsReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the engine starts and stops. Immutable.
 *
 * @param enabled whether anything starts by itself
 * @param node this node's name
 * @param zone the zone of cron expressions that name none
 * @param grace how long a stop waits for runs
 * @param startSpread over how long the first runs are spread
 * @param historyBound how many runs of schedules wait in memory while the database is away
 * @param publicUrl where people reach the application
 * @param exitOnFailedStart whether a failed deployment ends the process
 */
public record EngineSettings(
    boolean enabled,
    String node,
    String zone,
    Duration grace,
    Duration startSpread,
    int historyBound,
    Optional<String> publicUrl,
    boolean exitOnFailedStart) {
  /** Reads the settings; the reader takes every fault. */
  public static EngineSettings read(SettingsReader reader) {
    return new EngineSettings(
        reader.flag("groundcrew.enabled", true),
        NodeName.read(reader),
        zone(reader),
        reader.duration(
            "groundcrew.shutdown.grace",
            Duration.ofSeconds(20),
            Duration.ZERO,
            Duration.ofMinutes(30)),
        reader.duration(
            "groundcrew.start.spread", Duration.ofSeconds(2), Duration.ZERO, Duration.ofHours(1)),
        reader.integer("groundcrew.history.bound", 10_000, 100, 1_000_000),
        reader.optionalText("groundcrew.public-url"),
        reader.flag("groundcrew.exit-on-failed-start", false));
  }

  private static String zone(SettingsReader reader) {
    String zone = reader.text("groundcrew.zone", "UTC");
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      reader.fault("groundcrew.zone", "'" + zone + "' must be a time zone such as Europe/Berlin");
      return "UTC";
    }
  }
}
