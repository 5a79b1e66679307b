package dev.groundcrew.watch.alerts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who takes alerts, at a port on loopback. */
public final class FakeReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private volatile int status = 204;

  /**
   * A message that was taken.
   *
   * @param id its {@code webhook-id}
   * @param timestamp its {@code webhook-timestamp}
   * @param signature its {@code webhook-signature}; null if it has none
   * @param body as it came
   */
  public record Taken(String id, String timestamp, String signature, String body) {}

  /**
   * A receiver that answers 204.
   *
   * @param port 0 for any
   */
  public FakeReceiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var headers = exchange.getRequestHeaders();
      int answer = status;
      if (answer == 204) {
        taken.add(
            new Taken(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body));
      }
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  /** Answers from now on with a status; only 204 takes messages. */
  public void answer(int newStatus) {
    status = newStatus;
  }

  /** What it has taken, in order. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** Where it is. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
