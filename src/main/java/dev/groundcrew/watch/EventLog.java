package dev.groundcrew.watch;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.run.RunId;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes events of what changes: many changes are one event, and the last events are kept for those
 * who come back. Bounded, however much happens. Safe for use by several threads; no call waits.
 */
final class EventLog {
  /** Runs that one event names; beyond it there are just more. */
  static final int MOST_NAMED = 200;

  private final String life;
  private final int kept;
  private final Deque<StreamEvent> last = new ArrayDeque<>();
  private Set<String> tasks = new LinkedHashSet<>();
  private Set<String> runs = new LinkedHashSet<>();
  private boolean more;
  private long count;

  /**
   * A log without events.
   *
   * @param life tells the ids of this process from those of others
   * @param kept how many events can be resumed from
   */
  EventLog(String life, int kept) {
    this.life = life;
    this.kept = kept;
  }

  /** Notes that a run has changed. */
  synchronized void changed(String task, long run) {
    if (tasks.isEmpty()) {
      notifyAll();
    }
    tasks.add(task);
    if (runs.size() < MOST_NAMED) {
      runs.add(RunId.text(run));
    } else {
      more = true;
    }
  }

  /**
   * Waits until something has changed since the last event, or the time is over.
   *
   * @param nanos how long at most; not at all if negative
   */
  synchronized void awaitChange(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; tasks.isEmpty() && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** One event of all that has changed since the last; empty if nothing has. */
  synchronized Optional<StreamEvent> gather() {
    if (tasks.isEmpty()) {
      return Optional.empty();
    }
    String data =
        JSON.createObjectBuilder()
            .add("tasks", array(tasks))
            .add("runs", array(runs))
            .add("more", more)
            .build()
            .toString();
    tasks = new LinkedHashSet<>();
    runs = new LinkedHashSet<>();
    more = false;
    count++;
    var event = new StreamEvent(id(), StreamEvent.Kind.CHANGED, data);
    last.addLast(event);
    if (last.size() > kept) {
      last.removeFirst();
    }
    return Optional.of(event);
  }

  private static JsonArrayBuilder array(Collection<String> texts) {
    return JSON.createArrayBuilder(texts);
  }

  private String id() {
    return life + "-" + count;
  }

  /**
   * What a client gets first.
   *
   * @param lastId the id of the event that it saw last; null if it is new
   */
  synchronized List<StreamEvent> first(String lastId) {
    if (lastId == null) {
      return List.of(new StreamEvent(id(), StreamEvent.Kind.HELLO, "{}"));
    }
    if (lastId.equals(id())) {
      return List.of(new StreamEvent(id(), StreamEvent.Kind.HELLO, "{}"));
    }
    var missed = new ArrayList<StreamEvent>();
    boolean found = false;
    for (StreamEvent event : last) {
      if (found) {
        missed.add(event);
      }
      found |= event.id().equals(lastId);
    }
    return found ? missed : List.of(reset());
  }

  /** Tells a client that it has missed events. */
  synchronized StreamEvent reset() {
    return new StreamEvent(id(), StreamEvent.Kind.RESET, "{}");
  }
}
