package dev.groundcrew.watch.alerts;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.EngineOpened;
import dev.groundcrew.engine.EngineStopping;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunSummaryTable;
import dev.groundcrew.settings.Own;
import dev.groundcrew.watch.ClusterWatch;
import dev.groundcrew.watch.ProblemKind;
import dev.groundcrew.watch.Problems;
import dev.groundcrew.watch.Rounds;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Goes his round every second, on a thread of his own, since receivers may keep him waiting. */
@ApplicationScoped
class Postman {
  private static final Logger LOG = System.getLogger(Postman.class.getName());
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration BEAT = Duration.ofMinutes(1);

  /** Every how many rounds the cluster is looked at: its nodes are not heard more often. */
  private static final int NOW_AND_THEN = 3;

  /** Without receivers only what another configuration has left is looked for, once a minute. */
  private static final int SELDOM = 60;

  @Inject @Own ManagedThreadFactory threads;
  @Inject @Own InstantSource clock;
  @Inject Database database;
  @Inject Instance<Engine> engines;
  @Inject AlertSettings settings;
  @Inject Desk desk;
  @Inject Problems problems;
  @Inject ClusterWatch cluster;

  private Engine engine;
  private Post post;
  private Rounds rounds;

  // Used by the one thread.
  private int round;

  void opened(@Observes EngineOpened event) {
    engine = engines.get();
    post =
        new Post(
            database,
            clock,
            new Sender(event.node(), settings.publicUrl()),
            settings.receivers(),
            settings.retry(),
            new Carriers(caller(), (mailbox, entry) -> new JakartaMail().deliver(mailbox, entry)),
            (receiver, why) ->
                problems.set(
                    ProblemKind.ALERTS_FAILING,
                    null,
                    receiver,
                    why.map(text -> "alerts do not reach " + receiver + ": " + text)));
    rounds = new Rounds(threads, "groundcrew alerts", ROUND, this::roundIfThereIsADatabase);
    rounds.start();
  }

  void stopping(@Observes EngineStopping event) {
    if (rounds != null) {
      rounds.stop();
    }
  }

  private void roundIfThereIsADatabase() {
    try {
      if (engine.started()) {
        round();
      }
    } catch (DatabaseException e) {
      // The engine says itself that the database is away; alerts wait.
      LOG.log(Level.DEBUG, "alerts wait: {0}", e.getMessage());
    }
  }

  private void round() {
    if (round % NOW_AND_THEN == 0) {
      cluster.look();
    }
    writeNews();
    if (!settings.receivers().isEmpty() || round % SELDOM == 0) {
      post.deliver();
    }
    Optional<URI> heartbeat = settings.heartbeat();
    if (heartbeat.isPresent()
        && engine.unready().isEmpty()
        && database.transaction(sql -> RulesTable.takeBeat(sql, BEAT))) {
      beat(heartbeat.get());
    }
    // Not before: what a round that failed had to do is the next one's.
    round++;
  }

  /** Asks the database for the rules only if there is something that they may tell. */
  private void writeNews() {
    if (settings.receivers().isEmpty()) {
      desk.drop();
    } else if (desk.hasNews() || post.holdsBack()) {
      Rules rules = database.transaction(RulesTable::read);
      post.write(desk.take(rules, this::failuresBefore), rules);
    }
  }

  private int failuresBefore(Run run) {
    try {
      return database.transaction(sql -> RunSummaryTable.failuresBefore(sql, run));
    } catch (DatabaseException e) {
      // The news are taken already: better told a failure late than not at all.
      LOG.log(Level.DEBUG, "earlier failures are not known: {0}", e.getMessage());
      return 0;
    }
  }

  private Caller caller() {
    return new Caller(clock, settings.proxy());
  }

  private void beat(URI url) {
    try {
      caller().beat(url);
    } catch (IOException e) {
      // The path may hold a key.
      LOG.log(
          Level.WARNING,
          "the heartbeat did not reach {0}: {1}",
          url.getHost(),
          e.getClass().getSimpleName());
    }
  }
}
