package dev.groundcrew.watch.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds back what has just been told (rule 3 of the package). For one thread. */
final class CoolDown {
  private final Map<String, Subject> subjects = new HashMap<>();

  private static final class Subject {
    private final Map<AlertKind, Instant> toldAt = new EnumMap<>(AlertKind.class);
    private AlertKind lastTold;
    private Alert pending;
    private int held;

    boolean mayTell(AlertKind kind, Instant now, Duration coolDown) {
      Instant last = toldAt.get(kind);
      return last == null || !now.isBefore(last.plus(coolDown));
    }

    void told(AlertKind kind, Instant now) {
      toldAt.put(kind, now);
      lastTold = kind;
      pending = null;
      held = 0;
    }

    boolean isOver(Instant now, Duration coolDown) {
      return pending == null
          && toldAt.values().stream().noneMatch(last -> now.isBefore(last.plus(coolDown)));
    }
  }

  /** What of fresh alerts may be told now, and what was held back long enough. */
  List<Alert> admit(List<Alert> fresh, Instant now, Duration coolDown) {
    var admitted = new ArrayList<Alert>();
    for (Alert alert : fresh) {
      if (alert.kind() == AlertKind.TEST) {
        admitted.add(alert);
        continue;
      }
      Subject subject = subjects.computeIfAbsent(alert.subject(), key -> new Subject());
      if (subject.mayTell(alert.kind(), now, coolDown)) {
        subject.told(alert.kind(), now);
        admitted.add(alert);
      } else {
        subject.pending = alert;
        subject.held++;
      }
    }
    subjects.values().forEach(subject -> release(subject, now, coolDown, admitted));
    subjects.values().removeIf(subject -> subject.isOver(now, coolDown));
    return admitted;
  }

  /** Whether something is held back. */
  boolean holdsBack() {
    return subjects.values().stream().anyMatch(subject -> subject.pending != null);
  }

  private static void release(
      Subject subject, Instant now, Duration coolDown, List<Alert> admitted) {
    Alert pending = subject.pending;
    if (pending == null || !subject.mayTell(pending.kind(), now, coolDown)) {
      return;
    }
    boolean isNews = pending.kind() != AlertKind.RECOVERED || subject.lastTold != pending.kind();
    if (isNews) {
      admitted.add(pending.withHeld(subject.held - 1));
    }
    subject.told(pending.kind(), now);
  }
}
