package dev.groundcrew.builtin.httpcall;

import dev.groundcrew.builtin.http.AbortableRequest;
import dev.groundcrew.builtin.http.Answer;
import dev.groundcrew.builtin.http.OutboundClient;
import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;

/** The body of one task that calls a URL. */
final class HttpCallTask implements TaskBody {
  private static final String TRACE = "traceparent";

  private final Call call;
  private final OutboundClient client;
  private final Supplier<Reach> reach;
  private final Executor work;

  /**
   * @param work looks hosts up and judges answers
   */
  HttpCallTask(Call call, OutboundClient client, Supplier<Reach> reach, Executor work) {
    this.call = call;
    this.client = client;
    this.reach = reach;
    this.work = work;
  }

  @Override
  public CompletableFuture<Void> run(TaskContext context) {
    var result = new CompletableFuture<Void>();
    var request = new AbortableRequest(request(context));
    abortInTime(request, context, result);
    work.execute(() -> send(request, context, result));
    return result;
  }

  private void abortInTime(
      AbortableRequest request, TaskContext context, CompletableFuture<Void> result) {
    CompletableFuture<Void> limit = context.after(call.timeout()).toCompletableFuture();
    var unusedLimit =
        limit.whenComplete(
            (nothing, stopped) ->
                result.completeExceptionally(stopped == null ? tooLate() : stopped));
    var unusedResult =
        result.whenComplete(
            (nothing, thrown) -> {
              limit.cancel(false);
              // Too late, cancelled from outside, or over already: then there is nothing to abort.
              if (thrown != null) {
                request.abort();
              }
            });
  }

  private OutboundException tooLate() {
    return new OutboundException(call.url() + " took longer than the timeout " + call.timeout());
  }

  private void send(AbortableRequest request, TaskContext context, CompletableFuture<Void> result) {
    if (result.isDone()) {
      return;
    }
    try {
      reach.get().check(call.url());
      client.send(
          request, call.maxBytes(), call.url() + " cannot be called", onAnswer(context, result));
    } catch (OutboundException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private AsyncRequestProducer request(TaskContext context) {
    AsyncRequestBuilder builder = AsyncRequestBuilder.create(call.method()).setUri(call.url());
    call.headers().forEach(header -> builder.addHeader(header.name(), header.value()));
    if (!has(TRACE)) {
      context.traceParent().ifPresent(trace -> builder.addHeader(TRACE, trace));
    }
    boolean typed = has("Content-Type");
    call.body()
        .ifPresent(
            text ->
                builder.setEntity(
                    AsyncEntityProducers.create(
                        text.getBytes(StandardCharsets.UTF_8),
                        typed
                            ? null
                            : ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8))));
    return builder.build();
  }

  private boolean has(String header) {
    return call.headers().stream().anyMatch(each -> each.name().equalsIgnoreCase(header));
  }

  private OutboundClient.Outcome onAnswer(TaskContext context, CompletableFuture<Void> result) {
    return new OutboundClient.Outcome() {
      @Override
      public void answered(Answer answer) {
        judge(answer, context, result);
      }

      @Override
      public void failed(Exception e) {
        result.completeExceptionally(e);
      }
    };
  }

  private void judge(Answer answer, TaskContext context, CompletableFuture<Void> result) {
    if (call.expected().contains(answer.status())) {
      context.message(
          String.format(
              Locale.ROOT,
              "%s: %d, %,d bytes",
              call.method(),
              answer.status(),
              answer.body().length));
      result.complete(null);
    } else {
      result.completeExceptionally(
          new OutboundException(
              call.url() + " answered with status " + answer.status() + ", which is not expected"));
    }
  }
}
