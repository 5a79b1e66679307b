package dev.groundcrew.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.Optional;

/**
 * A cron expression in a zone: the fields say which local times match, this class brings them onto
 * the line of time (package description, rules 8 to 12). Works on seconds since the epoch, instants
 * or local, to keep a step short.
 */
final class Cron implements Schedule {
  /** No due time. */
  static final long NONE = CronFields.NONE;

  // Zone data lists transitions one by one to 2037, Morocco's to 2087. Behind them only yearly
  // rules go on: what fires then fires for ever.
  private static final long FOR_EVER = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  // The Gregorian calendar repeats itself, weekdays included, after 400 years.
  private static final long CALENDAR_CYCLE = 146_097L * 86_400;

  private final String expression;
  private final ZoneId zone;
  private final ZoneSpans spans;
  private final CronFields fields;

  private Cron(String expression, ZoneId zone, CronFields fields) {
    this.expression = expression;
    this.zone = zone;
    this.spans = ZoneSpans.of(zone);
    this.fields = fields;
  }

  static Cron of(String expression, ZoneId zone) {
    Objects.requireNonNull(zone, "zone");
    var cron = new Cron(expression.strip(), zone, CronReader.read(expression));
    if (cron.nextSecond(FOR_EVER) == NONE) {
      throw new IllegalArgumentException(
          "'%s' never fires: its local times are skipped by the clock changes of %s; choose other hours or days"
              .formatted(expression, zone));
    }
    return cron;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    long second = nextSecond(Bounds.clamp(after).getEpochSecond());
    return second == NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
  }

  private long nextSecond(long after) {
    long next = fields.intervalLike() ? nextInterval(after) : nextFixed(after);
    return next < Bounds.END.getEpochSecond() ? next : NONE;
  }

  /** Each matching local time once: at its first coming, or at the end of the gap that skips it. */
  private long nextFixed(long after) {
    ZoneSpan span = spans.at(after);
    // Local times that come a second time are over.
    long local = fields.nextOrSame(Math.max(after + 1 + span.offset(), span.localFromBefore()));
    if (local == NONE) {
      return NONE;
    }
    return span.contains(local - span.offset()) ? local - span.offset() : firstInstantOf(local);
  }

  private long firstInstantOf(long local) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    ZoneRules rules = spans.rules();
    ZoneOffsetTransition change = rules.getTransition(time);
    return change != null && change.isGap()
        ? change.toEpochSecond()
        : local - rules.getOffset(time).getTotalSeconds();
  }

  /** Every instant at which a clock on the wall shows a matching time. */
  private long nextInterval(long after) {
    ZoneSpan span = spans.at(after + 1);
    long local = fields.nextOrSame(after + 1 + span.offset());
    while (local != NONE && !span.contains(local - span.offset())) {
      if (span.until() - after > CALENDAR_CYCLE) {
        return NONE;
      }
      span = spans.at(span.until());
      if (span.beginsWithOverlap() || local < span.localFrom()) {
        local = fields.nextOrSame(span.localFrom());
      }
    }
    return local == NONE ? NONE : local - span.offset();
  }

  ZoneRules rules() {
    return spans.rules();
  }

  CronFields fields() {
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron
        && expression.equals(cron.expression)
        && zone.equals(cron.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression, zone);
  }

  @Override
  public String toString() {
    return "cron " + expression + " in " + zone;
  }
}
