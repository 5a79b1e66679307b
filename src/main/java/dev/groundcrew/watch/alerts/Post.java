package dev.groundcrew.watch.alerts;

import dev.groundcrew.database.Database;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes alerts into the outbox and delivers them from there (rules 3 and 4). For one thread. */
final class Post {
  private static final Logger LOG = System.getLogger(Post.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  /** Longer than one try can take. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final int AT_ONCE = 20;
  private static final int MOST_KEPT = 1_000;

  private final Database database;
  private final InstantSource clock;
  private final Sender sender;
  private final Carriers carriers;
  private final Map<String, Receiver> receivers;
  private final Duration retry;
  private final BiConsumer<String, Optional<String>> trouble;
  private final CoolDown coolDown = new CoolDown();
  private List<Alert> unwritten = new ArrayList<>();

  /**
   * A post without alerts.
   *
   * @param retry the pause after the first failed try
   * @param carriers take messages to receivers
   * @param trouble hears by receiver's name why it did not take a message, or that it did
   */
  Post(
      Database database,
      InstantSource clock,
      Sender sender,
      List<Receiver> receivers,
      Duration retry,
      Carriers carriers,
      BiConsumer<String, Optional<String>> trouble) {
    this.database = database;
    this.clock = clock;
    this.sender = sender;
    this.carriers = carriers;
    this.receivers =
        receivers.stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
    this.retry = retry;
    this.trouble = trouble;
  }

  /**
   * Writes one message with what may be told.
   *
   * @throws dev.groundcrew.database.DatabaseException if it could not; then it waits for the next
   *     call
   */
  void write(List<Alert> fresh, Rules rules) {
    List<Alert> admitted = coolDown.admit(fresh, clock.instant(), rules.coolDown());
    unwritten.addAll(admitted.subList(0, Math.min(admitted.size(), MOST_KEPT - unwritten.size())));
    if (unwritten.isEmpty() || receivers.isEmpty()) {
      unwritten = new ArrayList<>();
      return;
    }
    String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
    String body = Message.json(id, sender, clock.instant(), unwritten);
    database.transaction(
        sql -> {
          OutboxTable.insert(sql, id, List.copyOf(receivers.keySet()), body);
          return null;
        });
    unwritten = new ArrayList<>();
  }

  /** Whether an alert waits to be written, for the end of its cool-down or for the database. */
  boolean holdsBack() {
    return !unwritten.isEmpty() || coolDown.holdsBack();
  }

  /**
   * Tries what is due, of each receiver by itself: one that is down keeps no other waiting. One
   * that fails is not tried again in the same round.
   *
   * @throws dev.groundcrew.database.DatabaseException if the database is away; what was delivered
   *     meanwhile is then delivered again
   */
  void deliver() {
    for (String receiver : database.transaction(OutboxTable::receiversDue)) {
      deliverTo(receiver);
    }
  }

  private void deliverTo(String receiver) {
    for (OutboxTable.Entry entry :
        database.transaction(sql -> OutboxTable.due(sql, receiver, AT_ONCE))) {
      if (Thread.currentThread().isInterrupted() || !deliver(entry)) {
        return;
      }
    }
  }

  private boolean deliver(OutboxTable.Entry entry) {
    if (!database.transaction(sql -> OutboxTable.take(sql, entry, LEASE))) {
      return true;
    }
    Receiver receiver = receivers.get(entry.receiver());
    if (receiver == null) {
      // Another node may know it: nodes are configured one after the other.
      return giveUpOrPutOff(entry, "this node knows no receiver " + entry.receiver());
    }
    try {
      carriers.deliver(receiver, entry);
    } catch (IOException | IllegalArgumentException e) {
      String why = e.getClass().getSimpleName() + ": " + e.getMessage();
      trouble.accept(entry.receiver(), Optional.of(why));
      return giveUpOrPutOff(entry, why);
    }
    delete(entry);
    trouble.accept(entry.receiver(), Optional.empty());
    return true;
  }

  private boolean giveUpOrPutOff(OutboxTable.Entry entry, String why) {
    if (entry.createdAt().plus(GIVE_UP_AFTER).isBefore(clock.instant())) {
      LOG.log(
          Level.WARNING,
          "alert {0} to {1} is given up after {2} tries: {3}",
          entry.id(),
          entry.receiver(),
          entry.tries() + 1,
          why);
      delete(entry);
      return false;
    }
    Duration doubled = retry.multipliedBy(1L << Math.min(16, entry.tries()));
    Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    database.transaction(
        sql -> {
          OutboxTable.putOff(sql, entry, pause, why);
          return null;
        });
    return false;
  }

  private void delete(OutboxTable.Entry entry) {
    database.transaction(
        sql -> {
          OutboxTable.delete(sql, entry);
          return null;
        });
  }
}
