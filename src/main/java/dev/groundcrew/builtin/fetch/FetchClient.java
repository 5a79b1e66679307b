package dev.groundcrew.builtin.fetch;

import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The one HTTP client of all fetch tasks. Starts with the first request. */
final class FetchClient implements AutoCloseable {
  private static final int IO_THREADS = 2;

  /** More than tasks are likely to have under way: an exchange must not wait for another's end. */
  private static final int CONNECTIONS = 1_000;

  /** Names are looked up, and so checked, again after that. */
  private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

  private final ThreadFactory threads;
  private final DnsResolver names;

  // Guarded by this.
  private CloseableHttpAsyncClient client;
  private boolean closed;

  FetchClient(ThreadFactory threads, DnsResolver names) {
    this.threads = threads;
    this.names = names;
  }

  /**
   * Sends a request. Looks its host up on this thread, if no connection is there.
   *
   * @throws FetchException if the application is stopping
   */
  Future<Answer> send(AsyncRequestProducer request, int maxBytes, FutureCallback<Answer> callback)
      throws FetchException {
    return started().execute(request, new CappedBody(maxBytes), callback);
  }

  private synchronized CloseableHttpAsyncClient started() throws FetchException {
    if (closed) {
      throw new FetchException("the application is stopping");
    }
    if (client == null) {
      client = make();
      client.start();
    }
    return client;
  }

  private CloseableHttpAsyncClient make() {
    return HttpAsyncClients.custom()
        .setConnectionManager(connections())
        .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
        .setThreadFactory(threads)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .setUserAgent("Groundcrew")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** HTTP/1.1 only: one protocol to keep within limits. */
  private AsyncClientConnectionManager connections() {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setTimeToLive(LONGEST_LIFE)
                .setConnectTimeout(Timeout.ofMinutes(5))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
        .build();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close(CloseMode.IMMEDIATE);
    }
  }
}
