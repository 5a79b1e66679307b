package dev.groundcrew.run;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes what happens to runs, in batches (rule 3 of the package): the latest state of each run
 * within 250 ms, at once for durable ones unless the last write was only just. While the database
 * is away it keeps up to a bound and counts what that pushes out; durable runs are never pushed
 * out. One thread calls {@link #writeUntilClosed}; all else is safe for use by several threads.
 */
public final class History {
  private static final Logger LOG = System.getLogger(History.class.getName());
  private static final Duration LINGER = Duration.ofMillis(200);

  /** What ends within it is written together, also if it is urgent. */
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Duration BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LOG_PAUSE = Duration.ofMinutes(1);
  private static final int MAX_SKIPS_KNOWN = 10_000;
  private static final int MAX_LOGS = 1_000;

  private final Database database;
  private final InstantSource clock;
  private final int bound;
  private final Consumer<Run> listener;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private Map<Long, Run> pending = new LinkedHashMap<>();

  /** What the transaction under way writes: until it has committed nobody else knows of it. */
  private Map<Long, Run> underWay = Map.of();

  private List<PastAttempt> attempts = new ArrayList<>();
  private Set<RunLog> logs = new LinkedHashSet<>();
  private List<Runnable> whenWritten = new ArrayList<>();
  private boolean urgent;
  private long lastWrite = System.nanoTime() - GATHER_NANOS;
  private boolean open;
  private boolean closed;
  private long lost;

  /** Runs that have a row and may change again. Used by the one writer only. */
  private final Set<Long> stored = new HashSet<>();

  private final Set<Long> storedSkips =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > MAX_SKIPS_KNOWN;
            }
          });

  private long lastFailureLogged;
  private long failures;

  /**
   * A history that keeps everything in memory until {@link #databaseIsReady}.
   *
   * @param bound how many runs of schedules may wait for the database
   * @param listener hears each change; must be short and must not throw
   */
  public History(Database database, InstantSource clock, int bound, Consumer<Run> listener) {
    this.database = database;
    this.clock = clock;
    this.bound = bound;
    this.listener = listener;
  }

  /** The tables are there: writing may begin. */
  public void databaseIsReady() {
    lock.lock();
    try {
      open = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Notes where a run stands now. */
  public void record(Run run) {
    signal(() -> note(run));
    listener.accept(run);
  }

  /**
   * Notes where a run stands now.
   *
   * @param written called once that is in the database, on the writer's thread; must be short and
   *     must not throw
   */
  public void record(Run run, Runnable written) {
    signal(
        () -> {
          note(run);
          whenWritten.add(written);
        });
    listener.accept(run);
  }

  /**
   * Notes where a run stands now, together with an attempt of it that is over.
   *
   * @param written as above
   */
  public void record(Run run, PastAttempt attempt, Runnable written) {
    signal(
        () -> {
          note(run);
          attempts.add(attempt);
          whenWritten.add(written);
        });
    listener.accept(run);
  }

  private void note(Run run) {
    pending.remove(run.id());
    pending.put(run.id(), run);
    urgent |= run.origin().durable();
    keepBound();
  }

  private void keepBound() {
    while (pending.size() > bound && pushOut()) {
      lost++;
    }
  }

  private boolean pushOut() {
    Optional<Run> oldest =
        pending.values().stream()
            .filter(run -> !run.origin().durable() && run.state().isFinal())
            .findFirst();
    oldest.ifPresent(run -> pending.remove(run.id()));
    return oldest.isPresent();
  }

  /** A log for an attempt that is about to start: goes on where the run's earlier ones ended. */
  public RunLog logOf(Run run) {
    // What lives in one node's memory only has one attempt.
    boolean isFirst = !run.origin().durable();
    return new RunLog(run.id(), isFirst, clock, this::logChanged);
  }

  private void logChanged(RunLog log) {
    signal(
        () -> {
          if (logs.size() < MAX_LOGS || logs.contains(log)) {
            logs.add(log);
          }
        });
  }

  /** Runs whose rows were never written, since the database was away too long. */
  public long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** How many runs wait to be written. */
  public int waiting() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  /** Where a run stands that has changed since it was last written. */
  public Optional<Run> unwritten(long id) {
    lock.lock();
    try {
      return Optional.ofNullable(pending.get(id)).or(() -> Optional.ofNullable(underWay.get(id)));
    } finally {
      lock.unlock();
    }
  }

  /** Lines of a run that are not written yet. */
  public List<LogLine> unwrittenLines(long run) {
    lock.lock();
    try {
      return logs.stream()
          .filter(log -> log.run() == run)
          .findFirst()
          .map(RunLog::unwritten)
          .orElse(List.of());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The writer's loop. Returns after {@link #close}, once all is written or the database failed.
   */
  public void writeUntilClosed() {
    while (awaitWork()) {
      try {
        flush();
        failures = 0;
      } catch (RuntimeException e) {
        logFailure(e);
        if (isClosed() || !backOff()) {
          return;
        }
      }
    }
  }

  /** Ends the writer's loop after a last write. */
  public void close() {
    signal(() -> closed = true);
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      boolean idle = nothingWaits();
      boolean calm = !urgent;
      change.run();
      // The writer need not wake for each of many: it looks itself when its time has come.
      if (idle || (calm && urgent) || closed) {
        work.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for work and lets it gather; false once closed and empty. */
  private boolean awaitWork() {
    lock.lock();
    try {
      while (!closed && (!open || nothingWaits())) {
        work.await();
      }
      long since = System.nanoTime();
      for (long left = toLinger(since); !closed && left > 0; left = toLinger(since)) {
        long unused = work.awaitNanos(left);
      }
      lastWrite = System.nanoTime();
      return open && !nothingWaits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean nothingWaits() {
    return pending.isEmpty() && attempts.isEmpty() && logs.isEmpty() && whenWritten.isEmpty();
  }

  private long toLinger(long since) {
    long now = System.nanoTime();
    return urgent ? lastWrite + GATHER_NANOS - now : since + LINGER.toNanos() - now;
  }

  private boolean backOff() {
    try {
      TimeUnit.MILLISECONDS.sleep(BACK_OFF.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void logFailure(RuntimeException e) {
    failures++;
    long now = System.nanoTime();
    if (failures == 1 || now - lastFailureLogged > LOG_PAUSE.toNanos()) {
      lastFailureLogged = now;
      LOG.log(
          Level.WARNING,
          "history waits in memory, {0} runs so far, {1} lost: {2}",
          waiting(),
          lost(),
          e.getMessage());
    }
  }

  /**
   * What is written together.
   *
   * @param runs where they stand
   * @param attempts that are over
   * @param logs with new lines
   * @param whenWritten who waits for it
   */
  private record Batch(
      Collection<Run> runs,
      List<PastAttempt> attempts,
      List<RunLog> logs,
      List<Runnable> whenWritten) {}

  /**
   * Writes all that waits, in one transaction.
   *
   * @throws DatabaseException if it could not; then all of it still waits
   */
  void flush() {
    Batch batch = take();
    try {
      List<WrittenLines> lines =
          database.transaction(
              sql -> {
                write(sql, batch.runs);
                AttemptTable.insert(sql, batch.attempts);
                return writeLines(sql, batch.logs);
              });
      lines.forEach(WrittenLines::forget);
      remember(batch.runs);
      batch.whenWritten.forEach(Runnable::run);
    } catch (DatabaseException e) {
      if (e.duplicateKey()) {
        writeOneByOne(batch);
        return;
      }
      putBack(batch);
      throw e;
    } catch (RuntimeException e) {
      putBack(batch);
      throw e;
    } finally {
      nothingIsUnderWay();
    }
  }

  private void nothingIsUnderWay() {
    lock.lock();
    try {
      underWay = Map.of();
    } finally {
      lock.unlock();
    }
  }

  private Batch take() {
    lock.lock();
    try {
      underWay = pending;
      var batch = new Batch(pending.values(), attempts, takeLogs(), whenWritten);
      pending = new LinkedHashMap<>();
      attempts = new ArrayList<>();
      whenWritten = new ArrayList<>();
      // Only now, with what came since the wait was over: else that would count as urgent for ever.
      urgent = false;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private List<RunLog> takeLogs() {
    List<RunLog> taken = List.copyOf(logs);
    logs = new LinkedHashSet<>();
    return taken;
  }

  private void putBack(Batch batch) {
    lock.lock();
    try {
      Map<Long, Run> newer = pending;
      pending = new LinkedHashMap<>();
      batch.runs.forEach(run -> pending.put(run.id(), run));
      pending.putAll(newer);
      attempts.addAll(0, batch.attempts);
      logs.addAll(batch.logs);
      whenWritten.addAll(0, batch.whenWritten);
      keepBound();
    } finally {
      lock.unlock();
    }
  }

  private void write(Sql sql, Collection<Run> runs) throws SQLException {
    var inserts = new ArrayList<Run>();
    var updates = new ArrayList<Run>();
    for (Run run : runs) {
      (hasRow(run) ? updates : inserts).add(run);
    }
    RunTable.insert(sql, inserts);
    int[] changed = RunTable.update(sql, updates);
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 0) {
        LOG.log(
            Level.WARNING,
            "refused: run {0} of {1} wanted to be {2}, but has ended or gone on elsewhere",
            RunId.text(updates.get(i).id()),
            updates.get(i).task(),
            updates.get(i).state());
      }
    }
  }

  /** A run that was claimed was stored before; one of this node's memory may not be yet. */
  private boolean hasRow(Run run) {
    return run.claim().token() > 0 || stored.contains(run.id()) || storedSkips.contains(run.id());
  }

  private void remember(Collection<Run> runs) {
    for (Run run : runs) {
      if (run.state() == RunState.SKIPPED) {
        storedSkips.add(run.id());
      } else if (run.state().isFinal()) {
        stored.remove(run.id());
      } else {
        stored.add(run.id());
      }
    }
  }

  /**
   * A row was there already: an earlier commit whose answer got lost, a tick that has a run, or
   * lines of a run that another node has taken over.
   */
  private void writeOneByOne(Batch batch) {
    batch.logs.forEach(RunLog::misplaced);
    putBack(new Batch(List.of(), batch.attempts, batch.logs, batch.whenWritten));
    for (Run run : batch.runs) {
      try {
        database.transaction(
            sql -> {
              if (!hasRow(run) && RunTable.find(sql, run.id()).isPresent()) {
                stored.add(run.id());
              }
              write(sql, List.of(run));
              return null;
            });
        remember(List.of(run));
      } catch (DatabaseException e) {
        if (!e.duplicateKey()) {
          putBack(new Batch(List.of(run), List.of(), List.of(), List.of()));
          continue;
        }
        LOG.log(
            Level.WARNING,
            "run {0} of {1} is not stored: its tick {2} already has a run",
            RunId.text(run.id()),
            run.task(),
            run.origin().scheduledFor().orElse(null));
      }
    }
  }

  private record WrittenLines(RunLog log, int count) {
    void forget() {
      log.written(count);
    }
  }

  private static List<WrittenLines> writeLines(Sql sql, List<RunLog> changedLogs)
      throws SQLException {
    var written = new ArrayList<WrittenLines>();
    for (RunLog log : changedLogs) {
      if (!log.isPlaced()) {
        log.placeAfter(RunLogTable.lastLine(sql, log.run()));
      }
      List<LogLine> lines = log.unwritten();
      if (!lines.isEmpty()) {
        RunLogTable.insert(sql, log.run(), lines);
        written.add(new WrittenLines(log, lines.size()));
      }
    }
    return written;
  }
}
