package dev.groundcrew.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in front of a server on the loopback; a test can make the line fall silent. */
public final class TcpProxy implements Closeable {
  private final String host;
  private final int targetPort;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean held;

  public TcpProxy(String host, int targetPort) throws IOException {
    this.host = host;
    this.targetPort = targetPort;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** From now on nothing passes, and nobody is told. */
  public synchronized void hold() {
    held = true;
  }

  /** Lets pass what was held, and all that follows. */
  public synchronized void pass() {
    held = false;
    notifyAll();
  }

  private synchronized void awaitPass() throws InterruptedException {
    while (held) {
      wait();
    }
  }

  private static void start(String name, Runnable work) {
    var thread = new Thread(work, "tcp proxy " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket client = listener.accept();
        sockets.add(client);
        Socket server = new Socket(host, targetPort);
        sockets.add(server);
        start("up", () -> copy(client, server));
        start("down", () -> copy(server, client));
      }
    } catch (IOException e) {
      closeAll();
    }
  }

  private void copy(Socket from, Socket to) {
    var buffer = new byte[8_192];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitPass();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      sockets.remove(from); // One side has hung up, so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    pass();
    closeAll();
  }
}
