package dev.groundcrew.builtin.http;

import dev.groundcrew.settings.HttpProxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The one HTTP client of all tasks. Starts with the first request. */
public final class OutboundClient implements AutoCloseable {
  private static final int IO_THREADS = 2;

  /** More than tasks are likely to have under way: an exchange must not wait for another's end. */
  private static final int CONNECTIONS = 1_000;

  /** Names are looked up, and so checked, again after that. */
  private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

  /**
   * Longer than any exchange may take. Now and then httpclient5 5.5.1 keeps the connection of an
   * aborted request (seen: 1 of 500); its silence then ends it, so that they do not add up.
   */
  private static final Timeout LONGEST_SILENCE = Timeout.ofMinutes(6);

  /** What knows the addresses of names. */
  @FunctionalInterface
  public interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** What decides whether a connection to a host may lead to an address. */
  @FunctionalInterface
  public interface Rule {
    boolean allows(String host, int port, InetAddress address);
  }

  private final ThreadFactory threads;
  private final DnsResolver names;
  private final Routes routes;
  private final Timeout silence;

  // Guarded by this.
  private CloseableHttpAsyncClient client;
  private PoolingAsyncClientConnectionManager connections;
  private boolean closed;

  OutboundClient(
      ThreadFactory threads, Rule rule, Names names, Supplier<Optional<HttpProxy>> proxy) {
    this(threads, rule, names, proxy, LONGEST_SILENCE);
  }

  /** For tests, which cannot wait that long for a connection that nobody uses any more. */
  public OutboundClient(
      ThreadFactory threads,
      Rule rule,
      Names names,
      Supplier<Optional<HttpProxy>> proxy,
      Timeout silence) {
    this.threads = threads;
    this.names = new CheckedNames(rule, names);
    this.routes = new Routes(proxy);
    this.silence = silence;
  }

  /** What becomes of a request. Called on a thread of the client's, once. */
  public interface Outcome {
    void answered(Answer answer);

    /**
     * There is no answer.
     *
     * @param e why, in words; a {@link CancellationException} if the request was aborted
     */
    void failed(Exception e);
  }

  /**
   * Tells the outcome in our terms.
   *
   * @param what failed, if it fails
   */
  private record Told(String what, Outcome outcome) implements FutureCallback<Answer> {
    @Override
    public void completed(Answer answer) {
      outcome.answered(answer);
    }

    @Override
    public void failed(Exception e) {
      if (e instanceof BodyUnwanted unwanted) {
        outcome.answered(unwanted.answer());
      } else {
        outcome.failed(inWords(e));
      }
    }

    @Override
    public void cancelled() {
      outcome.failed(new CancellationException("the request was cancelled"));
    }

    private OutboundException inWords(Exception e) {
      return e instanceof OutboundException ours
          ? ours
          : new OutboundException(
              what + ": " + Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }

  /**
   * Sends a request. Looks its host up on this thread, if no connection is there.
   *
   * @param what is said to have failed, if it fails: a URL that cannot be fetched
   * @throws OutboundException if the application is stopping
   */
  public void send(AbortableRequest request, int maxBytes, String what, Outcome outcome)
      throws OutboundException {
    // The request is aborted, the future never cancelled: see there.
    var unused =
        started()
            .execute(request, new CappedBody(maxBytes), request.context(), new Told(what, outcome));
  }

  private synchronized CloseableHttpAsyncClient started() throws OutboundException {
    if (closed) {
      throw new OutboundException("the application is stopping");
    }
    if (client == null) {
      client = make();
      client.start();
    }
    return client;
  }

  private CloseableHttpAsyncClient make() {
    connections = connections();
    return HttpAsyncClients.custom()
        .setConnectionManager(connections)
        .setRoutePlanner(routes)
        .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(IO_THREADS).build())
        .setThreadFactory(threads)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .setUserAgent("Groundcrew")
        .addExecInterceptorFirst("abort", AbortableRequest::intercept)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** HTTP/1.1 only: one protocol to keep within limits. */
  private PoolingAsyncClientConnectionManager connections() {
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setMaxConnTotal(CONNECTIONS)
        .setMaxConnPerRoute(CONNECTIONS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setTimeToLive(LONGEST_LIFE)
                .setConnectTimeout(Timeout.ofMinutes(5))
                .setSocketTimeout(silence)
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
        .build();
  }

  /** How many connections serve a request right now. */
  public synchronized int leased() {
    return connections == null ? 0 : connections.getTotalStats().getLeased();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.close(CloseMode.IMMEDIATE);
    }
  }
}
