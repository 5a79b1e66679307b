package dev.groundcrew.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A timer whose time passes when the test says so. */
public final class TestTimer implements Timer {
  private final List<Alarm> alarms = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Alarm(Duration at, Runnable action) {}

  @Override
  public synchronized Cancellation after(Duration pause, Runnable action) {
    var alarm = new Alarm(now.plus(pause), action);
    alarms.add(alarm);
    return () -> cancel(alarm);
  }

  private synchronized void cancel(Alarm alarm) {
    alarms.remove(alarm);
  }

  /** How many actions are still to come. */
  public synchronized int pending() {
    return alarms.size();
  }

  /** Lets time pass, and does on this thread what is due meanwhile. */
  public void pass(Duration time) {
    List<Alarm> due;
    synchronized (this) {
      now = now.plus(time);
      due =
          alarms.stream()
              .filter(alarm -> alarm.at.compareTo(now) <= 0)
              .sorted(Comparator.comparing(Alarm::at))
              .toList();
      alarms.removeAll(due);
    }
    due.forEach(alarm -> alarm.action.run());
  }
}
