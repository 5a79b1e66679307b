package dev.groundcrew.builtin.fetch;

import dev.groundcrew.builtin.http.Answer;
import dev.groundcrew.builtin.http.OutboundClient;
import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.task.PublishesData;
import dev.groundcrew.task.TaskContext;
import dev.groundcrew.task.TaskData;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The body of one fetch task. */
final class FetchTask implements PublishesData {
  private static final int LONGEST_RETRY_AFTER = 100;

  private final Source source;
  private final OutboundClient client;
  private final Supplier<Reach> reach;
  private final Versions versions;
  private final Executor work;
  private final InstantSource clock;
  private final BackOff backOff = new BackOff();

  FetchTask(
      Source source,
      OutboundClient client,
      Supplier<Reach> reach,
      FetchTable table,
      Executor work,
      InstantSource clock) {
    this.source = source;
    this.client = client;
    this.reach = reach;
    this.versions = new Versions(table, source, work);
    this.work = work;
    this.clock = clock;
  }

  @Override
  public Optional<TaskData> newest() {
    return versions.newest().map(Version::data);
  }

  @Override
  public CompletableFuture<Void> run(TaskContext context) {
    Optional<String> waiting = backOff.waiting(clock.instant());
    if (waiting.isPresent()) {
      context.message(waiting.get());
      return CompletableFuture.completedFuture(null);
    }
    var result = new CompletableFuture<Void>();
    work.execute(() -> begin(context, result));
    return result;
  }

  private static void end(CompletableFuture<Void> result, Throwable thrown) {
    if (thrown == null) {
      result.complete(null);
    } else {
      boolean wrapped = thrown instanceof CompletionException && thrown.getCause() != null;
      result.completeExceptionally(wrapped ? thrown.getCause() : thrown);
    }
  }

  private void begin(TaskContext context, CompletableFuture<Void> result) {
    try {
      versions.load().ifPresent(context::log);
      var exchange = new Exchange(client, reach.get(), source, versions.newest(), work);
      abortInTime(exchange, context, result);
      var unused =
          exchange
              .begin()
              .thenAcceptAsync(answer -> finish(context, answer), work)
              .whenComplete((nothing, thrown) -> end(result, thrown));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private void abortInTime(Exchange exchange, TaskContext context, CompletableFuture<Void> result) {
    CompletableFuture<Void> limit = context.after(source.timeout()).toCompletableFuture();
    var unusedLimit =
        limit.whenComplete(
            (nothing, stopped) -> exchange.abort(stopped == null ? tooLate() : stopped));
    var unusedResult =
        result.whenComplete(
            (nothing, thrown) -> {
              // Lets go of the exchange and its bytes now, not when the time is up.
              limit.cancel(false);
              // Cancelled from outside, or over already: then there is nothing to abort.
              if (thrown != null) {
                exchange.abort(thrown);
              }
            });
  }

  private OutboundException tooLate() {
    return new OutboundException(
        source.url() + " took longer than the timeout " + source.timeout());
  }

  private void finish(TaskContext context, Answer answer) {
    Instant now = clock.instant();
    if (answer.isBackOff()) {
      backOff.refused(now, comeBack(answer, now));
    } else {
      backOff.answered();
    }
    boolean isUnchanged = answer.status() == 304 && versions.newest().isPresent();
    if (!answer.isSuccess() && !isUnchanged) {
      throw new CompletionException(
          new OutboundException(source.url() + " answered with status " + answer.status()));
    }
    context.message(isUnchanged ? unchanged("304") : taken(answer, now));
    versions.store().ifPresent(context::log);
  }

  private static Optional<Instant> comeBack(Answer answer, Instant now) {
    return answer
        .header("Retry-After", LONGEST_RETRY_AFTER)
        .flatMap(text -> RetryAfter.read(text, now));
  }

  private String taken(Answer answer, Instant now) {
    boolean change = versions.isChange(Version.of(answer, now));
    String read =
        String.format(Locale.ROOT, "%d, %,d bytes", answer.status(), answer.body().length);
    return change ? read + ", changed" : unchanged(read);
  }

  private String unchanged(String read) {
    Instant since = versions.newest().orElseThrow().data().modified();
    return read + ", unchanged since " + since.truncatedTo(ChronoUnit.SECONDS);
  }
}
