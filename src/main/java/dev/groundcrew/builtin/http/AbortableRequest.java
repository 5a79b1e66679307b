package dev.groundcrew.builtin.http;

import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * A request that can be aborted at any time without losing one of the client's connections.
 *
 * <p>Seen with httpclient5 5.5.1: when its future is cancelled, now and then a request goes on and
 * keeps its connection. So this never cancels. Before the request is sent, an abort makes the
 * sending fail; after that it closes the connection. Either way the client sees a failure, and
 * cleans up.
 */
public final class AbortableRequest implements AsyncRequestProducer {
  private static final String ATTRIBUTE = AbortableRequest.class.getName();

  private final AsyncRequestProducer request;

  // Guarded by this.
  private AsyncExecRuntime connection;
  private boolean sending;
  private boolean aborted;

  public AbortableRequest(AsyncRequestProducer request) {
    this.request = request;
  }

  /** The context to execute the request in. */
  HttpContext context() {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(ATTRIBUTE, this);
    return context;
  }

  /** A link of the client's chain, which shows a request its connection. */
  static void intercept(
      HttpRequest request,
      AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof AbortableRequest abortable) {
      abortable.runsOn(scope.execRuntime);
    }
    chain.proceed(request, body, scope, callback);
  }

  private synchronized void runsOn(AsyncExecRuntime runtime) {
    connection = runtime;
  }

  /** Ends the exchange with a failure, soon. */
  public void abort() {
    AsyncExecRuntime underWay;
    synchronized (this) {
      aborted = true;
      underWay = sending ? connection : null;
    }
    if (underWay != null) {
      underWay.discardEndpoint();
    }
  }

  private synchronized boolean mayBeSent() {
    sending = true;
    return !aborted;
  }

  @Override
  public void sendRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    if (!mayBeSent()) {
      throw new OutboundException("the request was aborted");
    }
    request.sendRequest(channel, context);
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public void failed(Exception cause) {
    request.failed(cause);
  }

  @Override
  public int available() {
    return request.available();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    request.produce(channel);
  }

  @Override
  public void releaseResources() {
    request.releaseResources();
  }
}
