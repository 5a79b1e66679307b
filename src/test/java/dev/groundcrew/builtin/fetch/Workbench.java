package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.builtin.http.OutboundClient;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.builtin.http.WatchedContext;
import dev.groundcrew.database.Database;
import dev.groundcrew.task.Parameters;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.util.Timeout;
import org.assertj.core.api.AbstractThrowableAssert;

/** Fetch tasks outside a server, with a clock that the test drives. */
final class Workbench implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  /** Longer than any test waits for an answer that comes. */
  private static final Timeout SILENCE = Timeout.ofSeconds(4);

  private static final Reach HERE = new Reach(Set.of("*"), Set.of("127.0.0.1"));

  private final ExecutorService work = Executors.newFixedThreadPool(3);
  private final Database database;
  private final OutboundClient client;
  private final Reach reach;
  private volatile Instant now = START;

  Workbench(Database database) {
    this(database, HERE, HERE::allows, InetAddress::getAllByName);
  }

  Workbench(Database database, Reach reach, OutboundClient.Rule rule, OutboundClient.Names names) {
    this.database = database;
    this.reach = reach;
    client = new OutboundClient(Thread::new, rule, names, reach::proxy, SILENCE);
  }

  Instant now() {
    return now;
  }

  /** How many connections of the client's serve a request right now. */
  int leased() {
    return client.leased();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  FetchTask task(String name, String url, String... more) {
    Map<String, String> texts = new HashMap<>(Map.of("url", url));
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    Source source = Source.of(name, Parameters.of(Source.PARAMETERS, texts), reach);
    return new FetchTask(source, client, () -> reach, new FetchTable(database), work, () -> now);
  }

  /** Runs a task to its end; the context tells what it said. */
  static WatchedContext run(FetchTask task) {
    var context = new WatchedContext();
    await(task.run(context));
    return context;
  }

  static void await(CompletableFuture<?> stage) {
    try {
      stage.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static AbstractThrowableAssert<?, ? extends Throwable> assertFails(CompletableFuture<?> stage) {
    return assertThatThrownBy(() -> stage.get(5, TimeUnit.SECONDS)).cause();
  }

  static AbstractThrowableAssert<?, ? extends Throwable> assertFails(FetchTask task) {
    return assertFails(task.run(new WatchedContext()));
  }

  @Override
  public void close() {
    client.close();
    work.shutdownNow();
  }
}
