package dev.groundcrew.schedule;

import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The spans of one zone. All schedules of a zone share them: a hundred thousand tasks begin by
 * asking for the same one. Safe for use by several threads.
 */
final class ZoneSpans {
  // As many as there are zones with clock changes, some hundreds.
  private static final ConcurrentMap<ZoneId, ZoneSpans> BY_ZONE = new ConcurrentHashMap<>();

  private final ZoneRules rules;

  // The span that was used last. Racing threads see one or the other, each of them whole, since a
  // record's fields are final.
  private ZoneSpan recent;

  private ZoneSpans(ZoneRules rules) {
    this.rules = rules;
    this.recent = ZoneSpan.around(rules, 0);
  }

  static ZoneSpans of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    return rules.isFixedOffset()
        ? new ZoneSpans(rules)
        : BY_ZONE.computeIfAbsent(zone, unused -> new ZoneSpans(rules));
  }

  /** The span of an instant, in seconds since the epoch. */
  ZoneSpan at(long second) {
    ZoneSpan span = recent;
    if (!span.contains(second)) {
      span = ZoneSpan.around(rules, second);
      recent = span;
    }
    return span;
  }

  ZoneRules rules() {
    return rules;
  }
}
