package dev.groundcrew.builtin.fetch;

import dev.groundcrew.builtin.http.AbortableRequest;
import dev.groundcrew.builtin.http.Answer;
import dev.groundcrew.builtin.http.OutboundClient;
import dev.groundcrew.builtin.http.OutboundException;
import dev.groundcrew.builtin.http.Reach;
import java.io.IOException;
import java.net.URI;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;

/** One run's request, along redirects, to the answer that counts. */
final class Exchange {
  private static final int MOST_REDIRECTS = 5;
  private static final int LONGEST_URL = 4_000;

  private final OutboundClient client;
  private final Reach reach;
  private final Source source;
  private final Optional<Version> known;
  private final Executor work;
  private final CompletableFuture<Answer> outcome = new CompletableFuture<>();

  // Guarded by this.
  private AbortableRequest request;

  Exchange(
      OutboundClient client, Reach reach, Source source, Optional<Version> known, Executor work) {
    this.client = client;
    this.reach = reach;
    this.source = source;
    this.known = known;
    this.work = work;
  }

  /** Sends the first request. Looks the host up on this thread. */
  CompletableFuture<Answer> begin() {
    go(source.url(), 0);
    return outcome;
  }

  /** Ends the exchange with a failure, unless it has ended. */
  void abort(Throwable reason) {
    outcome.completeExceptionally(reason);
    AbortableRequest underWay;
    synchronized (this) {
      underWay = request;
    }
    if (underWay != null) {
      underWay.abort();
    }
  }

  private void go(URI url, int redirects) {
    if (outcome.isDone()) {
      return;
    }
    try {
      reach.check(url);
      var next = new AbortableRequest(get(url));
      synchronized (this) {
        request = next;
      }
      if (outcome.isDone()) {
        // Ended before the request was there to be aborted.
        return;
      }
      client.send(next, source.maxBytes(), url + " cannot be fetched", onAnswer(url, redirects));
    } catch (OutboundException | RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  private AsyncRequestProducer get(URI url) {
    AsyncRequestBuilder get = AsyncRequestBuilder.get(url);
    source.accept().ifPresent(types -> get.addHeader("Accept", types));
    known.flatMap(Version::etag).ifPresent(etag -> get.addHeader("If-None-Match", etag));
    known
        .flatMap(Version::lastModified)
        .ifPresent(time -> get.addHeader("If-Modified-Since", time));
    return get.build();
  }

  private OutboundClient.Outcome onAnswer(URI url, int redirects) {
    return new OutboundClient.Outcome() {
      @Override
      public void answered(Answer answer) {
        take(answer, url, redirects);
      }

      @Override
      public void failed(Exception e) {
        outcome.completeExceptionally(e);
      }
    };
  }

  private void take(Answer answer, URI url, int redirects) {
    if (!answer.isRedirect()) {
      outcome.complete(answer);
      return;
    }
    try {
      URI target = target(answer, url, redirects);
      // The next host is looked up there, not on this IO thread.
      work.execute(() -> go(target, redirects + 1));
    } catch (IOException | RejectedExecutionException e) {
      outcome.completeExceptionally(e);
    }
  }

  private static URI target(Answer answer, URI url, int redirects) throws OutboundException {
    if (redirects == MOST_REDIRECTS) {
      throw new OutboundException(
          "more than " + MOST_REDIRECTS + " redirects; the last from " + url);
    }
    try {
      return url.resolve(answer.header("Location", LONGEST_URL).orElseThrow());
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new OutboundException(url + " redirects to no usable Location", e);
    }
  }
}
