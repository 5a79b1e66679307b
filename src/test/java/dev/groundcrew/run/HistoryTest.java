package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.OnEveryDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HistoryTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private final History history =
      new History(tables.database(), InstantSource.fixed(NOW), 3, run -> {});

  private static Run tick(long id) {
    return Run.queued(id, "purge", Origin.schedule(NOW.plusSeconds(id)), "a", NOW);
  }

  private static Run ended(long id) {
    return tick(id).started("a", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW);
  }

  private Optional<Run> stored(long id) {
    return tables.database().transaction(sql -> RunTable.find(sql, id));
  }

  @Test
  void writesAShortRunAsOneRow() {
    history.record(tick(1).started("a", NOW));
    history.record(ended(1));
    history.flush();

    assertThat(stored(1)).contains(ended(1));
    assertThat(history.waiting()).isZero();
  }

  @Test
  void bringsARunThatWasStoredAsRunningToItsEnd() {
    history.record(tick(1).started("a", NOW));
    history.flush();
    assertThat(stored(1).orElseThrow().state()).isEqualTo(RunState.RUNNING);

    history.record(ended(1));
    history.flush();
    assertThat(stored(1)).contains(ended(1));
  }

  @Test
  void neverChangesAFinalState() {
    Run manual = Run.queued(1, "purge", Origin.manual("anna"), "", NOW);
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(
                  sql, List.of(manual.ended(RunState.ABANDONED, Ending.because("node died"), NOW)));
              return null;
            });

    history.record(manual.started("a", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW));
    history.flush();

    assertThat(stored(1).orElseThrow().state()).isEqualTo(RunState.ABANDONED);
  }

  @Test
  void countsMoreSkipsOnTheSameRow() {
    Run skipped = tick(1).skipped("busy", "a", 1, NOW, NOW);
    history.record(skipped);
    history.flush();
    history.record(skipped.skippedAgain(2, NOW.plusSeconds(2), NOW));
    history.flush();

    assertThat(stored(1).orElseThrow().skips().count()).isEqualTo(3);
  }

  @Test
  void keepsEverythingWhileTheDatabaseIsAway() {
    history.record(ended(1));
    tables.away(true);
    assertThatThrownBy(history::flush).isInstanceOf(DatabaseException.class);
    assertThat(history.unwritten(1)).isPresent();

    tables.away(false);
    history.flush();
    assertThat(stored(1)).contains(ended(1));
  }

  @Test
  void keepsTheNewestStateOfARunThatChangedWhileTheWriteFailed() {
    history.record(tick(1).started("a", NOW));
    tables.away(true);
    assertThatThrownBy(history::flush).isInstanceOf(DatabaseException.class);
    history.record(ended(1));

    tables.away(false);
    history.flush();
    assertThat(stored(1)).contains(ended(1));
  }

  @Test
  void pushesOutTheOldestEndedTicksAndCountsThem() {
    for (long id = 1; id <= 5; id++) {
      history.record(ended(id));
    }

    assertThat(history.lost()).isEqualTo(2);
    assertThat(history.unwritten(2)).isEmpty();
    assertThat(history.unwritten(5)).isPresent();
  }

  @Test
  void neverPushesOutADurableRun() {
    for (long id = 1; id <= 5; id++) {
      history.record(
          Run.queued(id, "purge", Origin.manual("anna"), "", NOW)
              .started("a", NOW)
              .ended(RunState.SUCCEEDED, Ending.NONE, NOW));
    }

    assertThat(history.lost()).isZero();
    assertThat(history.waiting()).isEqualTo(5);
  }

  @Test
  void storesTheOthersWhenATickHasARunAlready() {
    history.record(ended(1));
    history.flush();
    Run sameTick = Run.queued(9, "purge", Origin.schedule(NOW.plusSeconds(1)), "a", NOW);
    history.record(sameTick.started("a", NOW).ended(RunState.SUCCEEDED, Ending.NONE, NOW));
    history.record(ended(2));
    history.flush();

    assertThat(stored(9)).isEmpty();
    assertThat(stored(2)).isPresent();
  }

  @Test
  void recognisesItsOwnRowAfterACommitWhoseAnswerGotLost() {
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, List.of(tick(1).started("a", NOW)));
              return null;
            });
    history.record(ended(1));
    history.flush();

    assertThat(stored(1)).contains(ended(1));
  }

  @Test
  void writesLogLinesInOrderAndServesThoseNotYetWritten() {
    RunLog log = history.logOf(tick(1));
    log.append("INFO", "one");
    assertThat(history.unwrittenLines(1)).extracting(LogLine::text).containsExactly("one");
    history.flush();
    log.append("INFO", "two\nthree");
    history.flush();

    assertThat(history.unwrittenLines(1)).isEmpty();
    assertThat(lines(0)).extracting(LogLine::text).containsExactly("one", "two", "three");
    assertThat(lines(1)).extracting(LogLine::number).containsExactly(2, 3);
  }

  private static List<LogLine> lines(int after) {
    return tables.database().transaction(sql -> RunLogTable.read(sql, 1, after, 100));
  }

  @Test
  void keepsOneMegabyteOfARunsLogAndCountsTheRest() {
    RunLog log = history.logOf(tick(1));
    for (int i = 0; i < 1_100; i++) {
      log.append("INFO", "x".repeat(1_000));
    }
    log.close();
    history.flush();

    List<LogLine> kept = tables.database().transaction(sql -> RunLogTable.read(sql, 1, 0, 10_000));
    assertThat(kept).hasSize(1_001);
    assertThat(kept.get(1_000).text()).startsWith("100 more lines were not kept");
  }

  @Test
  void endsItsLoopWithALastWrite() throws InterruptedException {
    history.databaseIsReady();
    Thread writer = new Thread(history::writeUntilClosed);
    writer.start();
    history.record(ended(1));
    history.close();
    writer.join(5_000);

    assertThat(writer.isAlive()).isFalse();
    assertThat(stored(1)).isPresent();
  }

  private static Run durable(long id) {
    return Run.queued(id, "purge", Origin.manual("anna"), "a", NOW)
        .claimed("a", new Claim(7, 1))
        .started("a", NOW);
  }

  private void insert(Run run) {
    tables
        .database()
        .transaction(
            sql -> {
              RunTable.insert(sql, List.of(run));
              return null;
            });
  }

  private List<String> log(long run) {
    return tables.database().transaction(sql -> RunLogTable.read(sql, run, 0, 100)).stream()
        .map(line -> line.number() + " " + line.text())
        .toList();
  }

  @Test
  void everyAttemptIsKeptAndItsLogGoesOnWhereTheOneBeforeEnded() {
    Run run = durable(1);
    insert(run);
    for (int attempt = 1; attempt <= 3; attempt++) {
      RunLog log = history.logOf(run);
      log.append("INFO", "try " + attempt + "\nwent wrong");
      Run failed = run.ended(RunState.FAILED, Ending.NONE, NOW);
      history.record(
          failed.toRetry(NOW), failed.pastAttempt(RunState.FAILED, Ending.NONE, NOW), () -> {});
      history.flush();
      log.append("INFO", "late");
      history.flush();
      run = failed.toRetry(NOW).started("a", NOW);
    }

    List<PastAttempt> attempts = tables.database().transaction(sql -> AttemptTable.of(sql, 1));
    assertThat(attempts).extracting(PastAttempt::attempt).containsExactly(1, 2, 3);
    assertThat(log(1))
        .containsExactly(
            "1 try 1",
            "2 went wrong",
            "3 late",
            "4 try 2",
            "5 went wrong",
            "6 late",
            "7 try 3",
            "8 went wrong",
            "9 late");
    assertThat(history.waiting()).isZero();
  }

  @Test
  void whoeverWaitsForARunToBeWrittenIsToldOnceItIs() {
    insert(durable(1));
    var found = new ArrayList<RunState>();
    history.record(
        durable(1).ended(RunState.SUCCEEDED, Ending.NONE, NOW),
        () -> found.add(stored(1).orElseThrow().state()));
    tables.away(true);
    assertThatThrownBy(history::flush).isInstanceOf(DatabaseException.class);
    assertThat(found).isEmpty();
    tables.away(false);

    history.flush();
    history.flush();

    assertThat(found).containsExactly(RunState.SUCCEEDED);
  }

  /** Who holds a claim for lost otherwise has it run again. */
  @Test
  void whatIsBeingWrittenIsKnownUntilItIs() {
    insert(durable(1));
    history.record(durable(1).ended(RunState.SUCCEEDED, Ending.NONE, NOW));
    CompletableFuture<Void> writing =
        tables
            .database()
            .transaction(
                sql -> {
                  sql.update("update groundcrew_run set attempt = attempt where id = 1");
                  var flush = CompletableFuture.runAsync(history::flush);
                  await().until(() -> history.waiting() == 0);
                  assertThat(history.unwritten(1)).isPresent();
                  assertThat(flush).isNotDone();
                  return flush;
                });

    writing.join();

    assertThat(history.unwritten(1)).isEmpty();
    assertThat(stored(1).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void linesThatAnotherNodeHasWrittenMeanwhileHoldNothingUp() {
    Run run = durable(1);
    insert(run);
    RunLog log = history.logOf(run);
    log.append("INFO", "here");
    history.flush();
    tables
        .database()
        .transaction(
            sql -> {
              RunLogTable.insert(sql, 1, List.of(new LogLine(2, NOW, "INFO", "elsewhere")));
              return null;
            });

    log.append("INFO", "here again");
    history.record(run.ended(RunState.SUCCEEDED, Ending.NONE, NOW));
    history.flush();
    history.flush();

    assertThat(log(1)).containsExactly("1 here", "2 elsewhere", "3 here again");
    assertThat(stored(1).orElseThrow().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aWriterThatRestsIsWokenByTheNextRun() throws InterruptedException {
    history.databaseIsReady();
    history.record(asked(1));
    // As a write that begins while a run is noted: it takes that run too.
    history.flush();
    var writer = new Thread(history::writeUntilClosed);
    writer.start();
    await().until(() -> writer.getState() == Thread.State.WAITING);

    history.record(asked(2));

    await().until(() -> stored(2).isPresent());
    history.close();
    writer.join();
  }

  private static Run asked(long id) {
    return Run.queued(id, "purge", Origin.manual("anna"), "", NOW);
  }
}
