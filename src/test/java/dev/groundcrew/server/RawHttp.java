package dev.groundcrew.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests that a well-behaved HTTP client refuses to send. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 15_000;

  private final GroundcrewClient client;

  RawHttp(GroundcrewClient client) {
    this.client = client;
  }

  /**
   * What came back.
   *
   * @param status 0 if the server closed the connection without a word
   * @param head status line and header lines
   * @param body all after them
   */
  record Answer(int status, String head, String body) {
    boolean isProblem() {
      return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
    }
  }

  /** Sends a target, exactly as it is written, and reads to the end. */
  Answer send(String method, String target, byte[] body, String... headers) {
    var head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
    client
        .authorization()
        .ifPresent(value -> head.append("Authorization: ").append(value).append("\r\n"));
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    return exchange(head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
  }

  private Answer exchange(byte[] head, byte[] body) {
    var received = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), client.base().getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(head);
        out.write(body);
        out.flush();
      } catch (IOException e) {
        // The server may refuse before it has read all; its answer is there to read.
      }
      readAll(socket, received);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parse(received.toString(StandardCharsets.UTF_8));
  }

  private static void readAll(Socket socket, ByteArrayOutputStream received) throws IOException {
    try {
      socket.getInputStream().transferTo(received);
    } catch (java.net.SocketException e) {
      // A reset after the answer: what came before it counts.
    }
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.1 ") || end < 0) {
      return new Answer(0, text, "");
    }
    return new Answer(
        Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
  }
}
