package dev.groundcrew.watch;

import dev.groundcrew.engine.EngineOpened;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.settings.Own;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells all who listen what has changed (rule 5 of the package). Safe for use by several threads.
 */
@ApplicationScoped
class Events {
  private static final Logger LOG = System.getLogger(Events.class.getName());

  /** Clients at once; whoever comes then must poll. */
  static final int MOST_CLIENTS = 1_000;

  private static final int LIFE_LENGTH = 8;

  /** Four minutes of the busiest time. */
  private static final int KEPT = 1_000;

  /** What changes soon after goes into the same event: a short run begins and ends in this time. */
  private static final long GATHER_MILLIS = 50;

  private static final long PAUSE_MILLIS = 200;
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long STOP_MILLIS = 2_000;

  @Inject @Own ManagedThreadFactory threads;

  private final EventLog log =
      new EventLog(UUID.randomUUID().toString().substring(0, LIFE_LENGTH), KEPT);
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private Thread thread;

  /**
   * A run of this node has changed. Changes on other nodes come here the same way, by whoever hears
   * of them.
   */
  void changed(@Observes RunChanged event) {
    Run run = event.run();
    log.changed(run.task(), run.id());
  }

  void opened(@Observes EngineOpened event) {
    thread = threads.newThread(this::tell);
    thread.setName("groundcrew events");
    thread.start();
  }

  void stopping(@Observes EngineStopping event) {
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    clients.forEach(EventClient::close);
  }

  /** Whether one more may listen. */
  boolean hasRoom() {
    return clients.size() < MOST_CLIENTS;
  }

  /**
   * One more listens.
   *
   * @param lastId what it saw last; null if it is new
   */
  EventClient join(AsyncContext async, ServletOutputStream out, String lastId) {
    var client = new EventClient(async, out, clients::remove);
    clients.add(client);
    byte[] reset = log.reset().bytes();
    log.first(lastId).forEach(event -> client.send(event.bytes(), reset));
    return client;
  }

  /** The loop. Never dies of an exception. */
  private void tell() {
    try {
      long nextBeat = System.nanoTime() + BEAT_NANOS;
      while (!Thread.currentThread().isInterrupted()) {
        log.awaitChange(nextBeat - System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        boolean beat = System.nanoTime() - nextBeat >= 0;
        tellSafely(beat);
        if (beat) {
          nextBeat = System.nanoTime() + BEAT_NANOS;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellSafely(boolean beat) {
    try {
      byte[] reset = log.reset().bytes();
      log.gather()
          .map(StreamEvent::bytes)
          .ifPresent(event -> clients.forEach(client -> client.send(event, reset)));
      if (beat) {
        clients.forEach(EventClient::beat);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "telling what has changed failed", e);
    }
  }
}
