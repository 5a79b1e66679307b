package dev.groundcrew.watch.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who takes mail, at a port on loopback: as much of SMTP as a client needs. */
public final class FakeMailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Thread thread;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();

  /**
   * A letter that was taken.
   *
   * @param to the addresses of its envelope
   * @param text headers and body, line by line
   */
  public record Taken(List<String> to, List<String> text) {
    /** The values of a header that stands in one line. */
    public List<String> headers(String name) {
      return text.stream()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .toList();
    }
  }

  /**
   * A server that takes every letter, but none for an address that begins with {@code gone}.
   *
   * @param port 0 for any
   */
  public FakeMailServer(int port) {
    try {
      socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this::serve, "fake mail server");
    thread.start();
  }

  private void serve() {
    try {
      while (true) {
        try (Socket client = socket.accept()) {
          new Talk(client).hold();
        } catch (SocketException e) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One connection. */
  private final class Talk {
    private final BufferedReader in;
    private final Writer out;
    private List<String> to = new ArrayList<>();

    Talk(Socket client) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8);
    }

    void hold() throws IOException {
      say("220 fake");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("RCPT TO:<GONE")) {
          say("550 nobody of that name");
        } else if (command.startsWith("RCPT TO:")) {
          to.add(line.substring("RCPT TO:".length()));
          say("250 fine");
        } else if (command.equals("DATA")) {
          say("354 go on");
          var text = new ArrayList<String>();
          for (String part = in.readLine(); !".".equals(part); part = in.readLine()) {
            text.add(part);
          }
          taken.add(new Taken(List.copyOf(to), List.copyOf(text)));
          to = new ArrayList<>();
          say("250 taken");
        } else if (command.equals("QUIT")) {
          say("221 good-bye");
          return;
        } else {
          say("250 fine");
        }
      }
    }

    private void say(String line) throws IOException {
      out.write(line + "\r\n");
      out.flush();
    }
  }

  /** What it has taken, in order. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  @Override
  public void close() {
    try {
      socket.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
