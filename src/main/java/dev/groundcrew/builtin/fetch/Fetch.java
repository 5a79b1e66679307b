package dev.groundcrew.builtin.fetch;

import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Reads one URL. Safe for use by several threads; {@link #newest} never blocks. */
final class Fetch implements PublishesData {
  private static final int MOST_REDIRECTS = 5;

  /**
   * What a fetch task is told.
   *
   * @param uri what to read
   * @param accept the media types to ask for
   * @param timeout of one request
   * @param mostBytes of an answer
   * @param keep versions stored
   */
  record Order(URI uri, Optional<String> accept, Duration timeout, long mostBytes, long keep) {}

  private final String task;
  private final Order order;
  private final AllowedHosts allowed;
  private final Supplier<Client> client;
  private final Database database;
  private final Executor work;
  private final InstantSource clock;
  private final BackOff backOff = new BackOff();
  private volatile Optional<Version> newest = Optional.empty();
  private volatile boolean loaded;

  /**
   * A fetch that has read nothing yet.
   *
   * @param work runs what asks the database
   */
  Fetch(
      String task,
      Order order,
      AllowedHosts allowed,
      Supplier<Client> client,
      Database database,
      Executor work,
      InstantSource clock) {
    this.task = task;
    this.order = order;
    this.allowed = allowed;
    this.client = client;
    this.database = database;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public Optional<TaskData> newest() {
    return newest.map(Version::data);
  }

  @Override
  public CompletionStage<Void> run(TaskContext context) {
    Optional<String> wait;
    synchronized (backOff) {
      wait = backOff.wait(clock.instant());
    }
    if (wait.isPresent()) {
      context.message(wait.get());
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(() -> load(context), work)
        .thenCompose(nothing -> request(order.uri(), 0))
        .thenAcceptAsync(answer -> take(answer, context), work)
        .whenComplete((nothing, thrown) -> noteFailure(thrown));
  }

  /** A version that an earlier life stored spares a request its body. */
  private void load(TaskContext context) {
    if (loaded) {
      return;
    }
    try {
      newest = database.transaction(sql -> VersionTable.newest(sql, task, order.uri().toString()));
      loaded = true;
    } catch (DatabaseException e) {
      context.log("the database is away, the stored version is not read: " + e.getMessage());
    }
  }

  private CompletableFuture<Answer> request(URI uri, int redirects) {
    allowed.check(uri);
    return client
        .get()
        .get(uri, headers(), order.mostBytes(), order.timeout())
        .thenCompose(answer -> follow(uri, answer, redirects));
  }

  private CompletableFuture<Answer> follow(URI uri, Answer answer, int redirects) {
    Optional<String> location =
        switch (answer.status()) {
          case 301, 302, 303, 307, 308 -> answer.header("Location");
          default -> Optional.empty();
        };
    if (location.isEmpty()) {
      return CompletableFuture.completedFuture(answer);
    }
    if (redirects == MOST_REDIRECTS) {
      throw new FetchException("more than " + MOST_REDIRECTS + " redirects");
    }
    return request(uri.resolve(location.get()), redirects + 1);
  }

  private Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    order.accept().ifPresent(types -> headers.put("Accept", types));
    newest.ifPresent(
        version -> {
          version.etag().ifPresent(etag -> headers.put("If-None-Match", etag));
          version.lastModified().ifPresent(date -> headers.put("If-Modified-Since", date));
        });
    return headers;
  }

  private void take(Answer answer, TaskContext context) {
    if (answer.status() == 304 && newest.isPresent()) {
      succeeded();
      context.message("304, unchanged since " + newest.get().fetchedAt());
      return;
    }
    if (answer.status() < 200 || answer.status() > 299) {
      synchronized (backOff) {
        backOff.failed(clock.instant(), retryAfter(answer));
      }
      throw new FetchException("the server answered " + answer.status());
    }
    succeeded();
    Version version = Version.of(order.uri().toString(), answer, clock.instant());
    boolean changed =
        newest.filter(old -> old.data().etag().equals(version.data().etag())).isEmpty();
    if (changed) {
      newest = Optional.of(version);
      store(version, context);
    }
    context.message(
        String.format(
            Locale.ROOT,
            "%d, %,d bytes, %s",
            answer.status(),
            answer.body().length,
            changed ? "changed" : "unchanged since " + newest.get().fetchedAt()));
  }

  private static Optional<String> retryAfter(Answer answer) {
    return answer.status() == 429 || answer.status() == 503
        ? answer.header("Retry-After")
        : Optional.empty();
  }

  private void store(Version version, TaskContext context) {
    try {
      database.transaction(
          sql -> {
            VersionTable.insert(sql, task, version);
            VersionTable.keep(sql, task, order.keep());
            return null;
          });
    } catch (DatabaseException e) {
      context.log("the database is away, this version stays in memory: " + e.getMessage());
    }
  }

  private void succeeded() {
    synchronized (backOff) {
      backOff.succeeded();
    }
  }

  /** A status was noted where its Retry-After was at hand; this is for all that had no answer. */
  private void noteFailure(Throwable thrown) {
    Instant now = clock.instant();
    synchronized (backOff) {
      if (thrown != null && backOff.wait(now).isEmpty()) {
        backOff.failed(now, Optional.empty());
      }
    }
  }
}
