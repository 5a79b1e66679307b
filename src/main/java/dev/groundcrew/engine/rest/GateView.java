package dev.groundcrew.engine.rest;

import dev.groundcrew.execution.Gate;
import java.time.Duration;
import java.util.List;

/**
 * How the gate stands on the node that answers. What it does not have is null.
 *
 * @param enabled whether it holds anything back at all
 * @param open whether it is not closed; while it is closed, background work has its share alone
 * @param reason in words
 * @param cores how many cores background work may use while it is closed
 * @param requests average number of requests in flight lately
 * @param latency mean time that requests took lately
 * @param foregroundCores cores that all but background work used lately
 * @param backgroundCores cores that background work used lately
 * @param lanes how many runs that compute go on at once while requests come; null while any number
 *     does
 * @param waiting runs that wait at it now
 * @param exempt tasks that it lets pass, since somebody said so
 */
public record GateView(
    boolean enabled,
    boolean open,
    String reason,
    Double cores,
    double requests,
    Duration latency,
    double foregroundCores,
    double backgroundCores,
    Integer lanes,
    int waiting,
    List<String> exempt) {
  private static final double HUNDREDTHS = 100;

  static GateView of(Gate.Look look) {
    return new GateView(
        look.enabled(),
        look.open(),
        look.reason(),
        look.cores().map(GateView::rounded).orElse(null),
        rounded(look.requests()),
        look.latency(),
        rounded(look.foreground()),
        rounded(look.background()),
        look.lanes().orElse(null),
        look.waiting(),
        look.exempt());
  }

  private static double rounded(double value) {
    return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
  }
}
