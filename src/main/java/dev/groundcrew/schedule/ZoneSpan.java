package dev.groundcrew.schedule;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * A stretch of time in which a zone keeps one offset. All values are seconds, instants since the
 * epoch.
 *
 * @param from when it begins, included; far in the past if there was no transition
 * @param until when it ends, excluded; far in the future if there is no transition
 * @param offset what to add to an instant to get the local time
 * @param before the offset just before it, the same if there was no transition
 */
record ZoneSpan(long from, long until, int offset, int before) {
  // Far enough for any due time, near enough to add offsets without overflow.
  private static final long ALWAYS = Long.MAX_VALUE / 4;

  static ZoneSpan around(ZoneRules rules, long second) {
    Instant at = Instant.ofEpochSecond(second);
    int offset = rules.getOffset(at).getTotalSeconds();
    ZoneOffsetTransition last = rules.previousTransition(at.plusSeconds(1));
    ZoneOffsetTransition next = rules.nextTransition(at);
    return new ZoneSpan(
        last == null ? -ALWAYS : last.toEpochSecond(),
        next == null ? ALWAYS : next.toEpochSecond(),
        offset,
        last == null ? offset : last.getOffsetBefore().getTotalSeconds());
  }

  boolean contains(long second) {
    return from <= second && second < until;
  }

  /** Whether the clocks never change again. */
  boolean isLast() {
    return until == ALWAYS;
  }

  /** Whether clocks were set forward when it began: local times before it were skipped. */
  boolean beginsWithGap() {
    return before < offset;
  }

  /** Whether clocks were set back when it began: its first local times come a second time. */
  boolean beginsWithOverlap() {
    return before > offset;
  }

  /** The local time at which it begins. */
  long localFrom() {
    return from + offset;
  }

  /** The local time at which the span before it ended. */
  long localFromBefore() {
    return from + before;
  }
}
