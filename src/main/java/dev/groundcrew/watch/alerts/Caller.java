package dev.groundcrew.watch.alerts;

import dev.groundcrew.settings.HttpProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Calls receivers, on the caller's thread: the JDK's older client, since the newer one makes a
 * thread of its own. Redirects are not followed.
 *
 * @param proxy what receivers are called through; without one the JVM's own properties count
 */
record Caller(InstantSource clock, Optional<HttpProxy> proxy) {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int CLASS_OF_STATUS = 100;

  /**
   * Delivers a message.
   *
   * @throws IOException if it was not answered with 2xx
   */
  void deliver(Hook receiver, OutboxTable.Entry entry) throws IOException {
    String body =
        receiver.kind() == ReceiverKind.SLACK ? Message.slack(entry.body()) : entry.body();
    HttpURLConnection connection = open(receiver.url());
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("webhook-id", entry.id());
    long timestamp = clock.instant().getEpochSecond();
    connection.setRequestProperty("webhook-timestamp", Long.toString(timestamp));
    receiver
        .secret()
        .ifPresent(
            secret ->
                connection.setRequestProperty(
                    "webhook-signature", Signature.of(secret, entry.id(), timestamp, body)));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    connection.setFixedLengthStreamingMode(bytes.length);
    try {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
      check(connection);
    } finally {
      connection.disconnect();
    }
  }

  /**
   * Says that we live.
   *
   * @throws IOException if it was not answered with 2xx
   */
  void beat(URI url) throws IOException {
    HttpURLConnection connection = open(url);
    try {
      check(connection);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection open(URI url) throws IOException {
    if (!(connection(url) instanceof HttpURLConnection connection)) {
      throw new IOException("not a web address");
    }
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    // A kept connection would have a thread of the JDK's look after it.
    connection.setRequestProperty("Connection", "close");
    connection.setRequestProperty("User-Agent", "Groundcrew");
    return connection;
  }

  private URLConnection connection(URI url) throws IOException {
    if (proxy.isEmpty()) {
      return url.toURL().openConnection();
    }
    HttpProxy it = proxy.get();
    return url.toURL()
        .openConnection(
            it.serves(url.getHost())
                ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress(it.host(), it.port()))
                : Proxy.NO_PROXY);
  }

  private static void check(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status / CLASS_OF_STATUS != 2) {
      throw new IOException("answered " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      in.skipNBytes(0);
    }
  }
}
