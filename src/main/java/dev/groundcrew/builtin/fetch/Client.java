package dev.groundcrew.builtin.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Requests that hold no thread: a few IO threads serve all of them. Safe for several threads. */
final class Client implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 1_000;

  private final CloseableHttpAsyncClient client;

  /**
   * A client that follows no redirects and keeps no cookies.
   *
   * @param threads makes the IO threads
   */
  Client(ThreadFactory threads, DnsResolver addresses) {
    var connections =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setDnsResolver(addresses)
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(Timeout.ofSeconds(10)).build())
            .build();
    client =
        HttpAsyncClients.custom()
            .setThreadFactory(threads)
            .setConnectionManager(connections)
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .setUserAgent("Groundcrew")
            .build();
    client.start();
  }

  /** Sends a GET. Cancelling the answer aborts the request. */
  CompletableFuture<Answer> get(
      URI uri, Map<String, String> headers, long mostBytes, Duration timeout) {
    SimpleHttpRequest request = SimpleRequestBuilder.get(uri).build();
    headers.forEach(request::setHeader);
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(Timeout.of(timeout))
            .setConnectionRequestTimeout(Timeout.of(timeout))
            .build());
    var answer = new CompletableFuture<Answer>();
    Future<Answer> exchange =
        client.execute(
            SimpleRequestProducer.create(request),
            new BoundedAnswer(mostBytes, timeout),
            new Completion(answer));
    var unused =
        answer.whenComplete(
            (value, thrown) -> {
              if (answer.isCancelled()) {
                exchange.cancel(true);
              }
            });
    return answer;
  }

  private record Completion(CompletableFuture<Answer> answer) implements FutureCallback<Answer> {
    @Override
    public void completed(Answer result) {
      answer.complete(result);
    }

    @Override
    public void failed(Exception thrown) {
      answer.completeExceptionally(thrown);
    }

    @Override
    public void cancelled() {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }
}
