package dev.groundcrew.builtin.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy for outgoing calls, on a port of loopback. It takes CONNECT and whole URLs (RFC 9112,
 * section 3.2), and looks every name up as this machine, so that a test can call whom it likes.
 */
public final class ForwardProxy implements AutoCloseable {
  private static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final ServerSocket listening;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public ForwardProxy() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  /** What it was asked for: method and target, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** As a setting has it. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two has hung up, or the test is over.
              }
            },
            "forward proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      inBackground(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    open.add(client);
    try (client) {
      String head = head(client.getInputStream());
      String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
      asked.add(line[0] + " " + line[1]);
      boolean tunnel = line[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "tunnel://" + line[1] : line[1]);
      int port = target.getPort() < 0 ? 80 : target.getPort();
      try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        open.add(server);
        if (tunnel) {
          write(client.getOutputStream(), OPEN);
        } else {
          write(server.getOutputStream(), passedOn(line, target, head));
        }
        inBackground(() -> pump(client, server));
        pump(server, client);
      }
    }
  }

  /** With the path alone, and for one request only. */
  private static String passedOn(String[] line, URI target, String head) {
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    String rest = head.substring(head.indexOf("\r\n")).replaceAll("(?i)\r\nconnection:[^\r]*", "");
    return line[0]
        + " "
        + target.getRawPath()
        + query
        + " "
        + line[2]
        + "\r\nConnection: close"
        + rest;
  }

  private static String head(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed within a head");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void pump(Socket from, Socket to) throws IOException {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One was cut off: else the other would wait for ever.
      from.close();
      to.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
