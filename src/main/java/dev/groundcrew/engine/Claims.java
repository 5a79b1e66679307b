package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.Sql;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunTable;
import dev.groundcrew.task.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes stored runs from the database into memory: at once where this node knows of some, and by a
 * look now and then for what others left. Safe for use by several threads.
 */
final class Claims {
  private static final Logger LOG = System.getLogger(Claims.class.getName());

  /** How many tasks one statement asks for. */
  private static final int ASKED_AT_ONCE = 500;

  private final Catalogue catalogue;
  private final Membership membership;
  private final Database database;
  private final TaskStates states;
  private final Backlog backlog;
  private final Launcher launcher;
  private final Executor executor;

  /** How often it was asked to claim since the claimer at work last looked; 0 if none is. */
  private final AtomicInteger asked = new AtomicInteger();

  private final AtomicBoolean looking = new AtomicBoolean();

  /** Tasks with runs to take. A name is taken out before its claim, so that a later one stays. */
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();

  private volatile boolean open;

  /**
   * Claims that are closed until {@link #open}.
   *
   * @param executor runs them
   */
  Claims(
      Catalogue catalogue,
      Membership membership,
      Database database,
      TaskStates states,
      Backlog backlog,
      Launcher launcher,
      Executor executor) {
    this.catalogue = catalogue;
    this.membership = membership;
    this.database = database;
    this.states = states;
    this.backlog = backlog;
    this.launcher = launcher;
    this.executor = executor;
  }

  /** The tables are there and this node has joined. */
  void open() {
    open = true;
    lookSoon();
  }

  /** Nothing is taken any more, for now or for good. */
  void close() {
    open = false;
  }

  /** A run of a task waits in the database. */
  void soon(String task) {
    wanted.add(task);
    claimSoon();
  }

  /**
   * A run of a task has ended, which others may have waited for: those that an earlier claim had to
   * leave, or that other nodes may have left since the cluster had enough of them.
   */
  void ended(Task task) {
    if (isLimitedInCluster(task)) {
      soon(task.name());
    } else if (wanted.contains(task.name())) {
      claimSoon();
    }
  }

  /** Looks for what other nodes left; at once on another thread. */
  void lookSoon() {
    looking.set(true);
    claimSoon();
  }

  /** Takes up what had to stay, if there is any: it may fit in by now. Call it every second. */
  void goOn() {
    if (!wanted.isEmpty()) {
      claimSoon();
    }
  }

  private void claimSoon() {
    if (open && asked.getAndIncrement() == 0) {
      executor.execute(this::claimAll);
    }
  }

  /** One at a time: while it asks the database more ends, and the next claim is a larger one. */
  private void claimAll() {
    int seen;
    do {
      seen = asked.get();
      claim();
    } while (asked.addAndGet(-seen) > 0);
  }

  private void claim() {
    try {
      if (looking.getAndSet(false)) {
        database.transaction(
            sql -> {
              look(sql);
              return null;
            });
      }
      boolean more = true;
      while (more && open) {
        more = claimOnce();
        launcher.startAll();
      }
    } catch (DatabaseException e) {
      // The next look finds them again; the keeper says that the database is away.
      LOG.log(Level.DEBUG, "could not take runs: {0}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // The next claim must not wait for this one for ever.
      LOG.log(Level.ERROR, "could not take runs", e);
    }
  }

  /**
   * Looks for what other nodes left, every second or so where there are others. Nothing is taken
   * yet: {@link #goOn} does that.
   */
  void look(Sql sql) throws SQLException {
    List<String> names = catalogue.all().stream().map(Task::name).filter(states::mayClaim).toList();
    for (int i = 0; i < names.size(); i += ASKED_AT_ONCE) {
      List<String> some = names.subList(i, Math.min(names.size(), i + ASKED_AT_ONCE));
      wanted.addAll(RunTable.waitingOf(sql, membership.name(), some));
    }
  }

  /**
   * Takes one batch.
   *
   * @return whether there may be more to take
   */
  private boolean claimOnce() {
    Map<String, Task> tasks =
        Set.copyOf(wanted).stream()
            .filter(states::mayClaim)
            .map(catalogue::find)
            .flatMap(Optional::stream)
            .collect(Collectors.toMap(Task::name, Function.identity()));
    List<RunTable.Room> rooms =
        backlog.rooms(tasks.values()).stream().limit(ASKED_AT_ONCE).toList();
    if (rooms.isEmpty()) {
      return false;
    }
    rooms.forEach(room -> wanted.remove(room.task()));
    List<Run> claimed;
    try {
      claimed = database.transaction(sql -> claim(sql, tasks, rooms));
    } catch (RuntimeException e) {
      rooms.forEach(room -> wanted.add(room.task()));
      throw e;
    }
    Map<String, Long> counts =
        claimed.stream().collect(Collectors.groupingBy(Run::task, Collectors.counting()));
    List<String> full =
        rooms.stream()
            .filter(room -> counts.getOrDefault(room.task(), 0L) >= room.runs())
            .map(RunTable.Room::task)
            .toList();
    rooms.forEach(room -> backlog.claimed(tasks.get(room.task()), full.contains(room.task())));
    claimed.forEach(run -> backlog.taken(tasks.get(run.task()), run));
    wanted.addAll(full);
    return !full.isEmpty();
  }

  private List<Run> claim(Sql sql, Map<String, Task> tasks, List<RunTable.Room> rooms)
      throws SQLException {
    var holder = new RunTable.Holder(membership.name(), membership.life());
    return RunTable.claim(sql, holder, within(sql, tasks, rooms));
  }

  /**
   * Where a limit holds in the whole cluster, the runs that other nodes hold count too, under the
   * lock of the task; a task whose lock somebody else has is left for the next time.
   */
  private static List<RunTable.Room> within(
      Sql sql, Map<String, Task> tasks, List<RunTable.Room> rooms) throws SQLException {
    if (!sql.dialect().clusters()) {
      return rooms;
    }
    Set<String> limited =
        rooms.stream()
            .map(RunTable.Room::task)
            .filter(name -> isLimitedInCluster(tasks.get(name)))
            .collect(Collectors.toCollection(HashSet::new));
    if (limited.isEmpty()) {
      return rooms;
    }
    Set<String> locked = TaskStateTable.lockFree(sql, limited);
    Map<String, Integer> held = RunTable.heldByTask(sql, locked);
    var within = new ArrayList<RunTable.Room>();
    for (RunTable.Room room : rooms) {
      if (!limited.contains(room.task())) {
        within.add(room);
      } else if (locked.contains(room.task())) {
        int limit = tasks.get(room.task()).definition().limit().orElseThrow();
        int left = Math.min(room.runs(), limit - held.getOrDefault(room.task(), 0));
        if (left > 0) {
          within.add(new RunTable.Room(room.task(), left));
        }
      }
    }
    return within;
  }

  private static boolean isLimitedInCluster(Task task) {
    return task.definition().scope() == Scope.ONCE_PER_CLUSTER
        && task.definition().limit().isPresent();
  }
}
