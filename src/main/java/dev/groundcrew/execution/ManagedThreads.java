package dev.groundcrew.execution;

import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The server's managed executors, found by name: first what the settings name, then what the WAR
 * defines, then the server's defaults. Safe for use by several threads.
 *
 * <p>Work always gets the context that this object was made in, or that it {@linkplain
 * #takeContextOfCaller took later} (the application's class loader and names, nobody's identity, no
 * transaction), whichever thread submits it: without that, a run that a request starts would carry
 * the caller's identity.
 */
public final class ManagedThreads implements Threads {
  private static final Logger LOG = System.getLogger(ManagedThreads.class.getName());
  private static final String DEFINED = "java:app/concurrent/groundcrew-";

  private final Names names;
  private final ContextService contexts;
  private final ManagedThreadFactory factory;
  private final TransactionSynchronizationRegistry transactions;
  private final Map<String, String> found = new TreeMap<>();

  /** The executors that the WAR defines, by their names. */
  private final Map<String, ExecutorService> defined = new ConcurrentHashMap<>();

  /** Runs work at once, in the context that all work gets. */
  private volatile Executor context;

  private volatile Executor pooled;
  private volatile Executor async;
  private volatile Scheduling timer;

  /** The contextual face of a scheduled executor: one method, so that it can be proxied. */
  @FunctionalInterface
  public interface Scheduling {
    Future<?> schedule(Runnable work, long nanos);
  }

  /**
   * The configured names.
   *
   * @param pooled the executor of POOLED runs
   * @param async the executor of ASYNC launches
   * @param timer the scheduled executor
   * @param threads the factory of DEDICATED threads
   */
  public record Names(String pooled, String async, String timer, String threads) {
    /** Reads {@code groundcrew.executor.*}. */
    public static Names read(SettingsReader reader) {
      return new Names(
          reader.text("groundcrew.executor.pooled", "concurrent/groundcrew-pooled"),
          reader.text("groundcrew.executor.async", "concurrent/groundcrew-async"),
          reader.text("groundcrew.executor.timer", "concurrent/groundcrew-timer"),
          reader.text("groundcrew.executor.threads", "concurrent/groundcrew-threads"));
    }
  }

  /**
   * Looks everything up. Call it on a thread of the application's that carries no identity.
   *
   * @throws IllegalStateException if the server has not even its default executors
   */
  public ManagedThreads(Names names) {
    this.names = names;
    this.contexts =
        find("contexts", ContextService.class, List.of("java:comp/DefaultContextService"));
    this.factory =
        find(
            "threads",
            ManagedThreadFactory.class,
            List.of(names.threads, DEFINED + "threads", "java:comp/DefaultManagedThreadFactory"));
    this.transactions =
        find(
            "transactions",
            TransactionSynchronizationRegistry.class,
            List.of("java:comp/TransactionSynchronizationRegistry"));
    takeContextOfCaller();
  }

  /**
   * Work gets the context of the calling thread from now on. Call it on a thread of the web
   * module's, before any task runs: in the context of a singleton with bean-managed transactions
   * Payara lets no connection take part in the transaction of a {@code @Transactional} method.
   */
  public void takeContextOfCaller() {
    context = contexts.createContextualProxy((Executor) Runnable::run, Executor.class);
    lookUpAgain();
  }

  /** The factory of DEDICATED threads, also for libraries that need threads. */
  public ManagedThreadFactory factory() {
    return factory;
  }

  @Override
  public void lookUpAgain() {
    context.execute(this::lookUp);
  }

  private void lookUp() {
    Executor foundPooled = executor(names.pooled, "pooled");
    Executor foundAsync = executor(names.async, "async");
    ScheduledExecutorService foundTimer =
        find(
            "timer",
            ScheduledExecutorService.class,
            List.of(
                names.timer,
                DEFINED + "timer",
                "java:comp/DefaultManagedScheduledExecutorService"));
    pooled = lingering(foundPooled);
    async = lingering(foundAsync);
    timer =
        contexts.createContextualProxy(
            (work, nanos) -> foundTimer.schedule(work, nanos, TimeUnit.NANOSECONDS),
            Scheduling.class);
  }

  private Executor lingering(Executor found) {
    Executor server =
        contexts.createContextualProxy((Executor) work -> found.execute(work), Executor.class);
    return new LingeringThreads(server, this::isInTransaction);
  }

  private boolean isInTransaction() {
    return transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  private Executor executor(String configured, String name) {
    return find(
        name,
        Executor.class,
        List.of(configured, DEFINED + name, "java:comp/DefaultManagedExecutorService"));
  }

  /** The first of some names that leads to something of a type. */
  private <T> T find(String use, Class<T> type, List<String> names) {
    for (String name : names) {
      try {
        T object = type.cast(InitialContext.doLookup(name));
        tell(use, name);
        if (name.startsWith(DEFINED) && object instanceof ExecutorService own) {
          defined.put(name, own);
        }
        return object;
      } catch (NamingException e) {
        LOG.log(Level.DEBUG, "{0} is not there", name);
      }
    }
    throw new IllegalStateException("the server has none of " + String.join(", ", names));
  }

  /** Once, and again when a look-up finds another. */
  private synchronized void tell(String use, String name) {
    if (!name.equals(found.put(use, name))) {
      LOG.log(Level.INFO, "managed executors, {0}: {1}", use, name);
    }
  }

  /**
   * Ends the threads of the executors that the WAR defines, once nothing runs on them. Payara keeps
   * them when the application goes, idle, and each holds on to the application's class loader.
   */
  public void close() {
    defined.values().forEach(ManagedThreads::end);
  }

  private static void end(ExecutorService own) {
    try {
      own.shutdown();
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "the server ends it by itself: {0}", e.getMessage());
    }
  }

  @Override
  public void pooled(Runnable work) {
    pooled.execute(work);
  }

  @Override
  public void async(Runnable work) {
    async.execute(work);
  }

  @Override
  public Thread dedicated(String name, Runnable work) {
    // The factory gives the context in which it was looked up.
    Thread thread = factory.newThread(inContext(work));
    thread.setName(name);
    return thread;
  }

  /**
   * In a context of its own: on Payara the resources of all who run in one context at once are one,
   * so that a transaction of one may miss its connection.
   */
  private Runnable inContext(Runnable work) {
    var made = new AtomicReference<Runnable>();
    context.execute(() -> made.set(contexts.createContextualProxy(work, Runnable.class)));
    return made.get();
  }

  @Override
  public Timer.Cancellation later(Duration pause, Runnable work) {
    Future<?> future = timer.schedule(work, pause.toNanos());
    return () -> future.cancel(false);
  }
}
