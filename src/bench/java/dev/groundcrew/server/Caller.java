package dev.groundcrew.server;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests over connections that stay open during a measurement, one thread each. As little
 * of a client as can be, since it shares the processors with the server.
 */
final class Caller implements AutoCloseable {
  private final int port;
  private final String path;
  private final int count;
  private final ExecutorService threads;

  Caller(int port, String path, int count) {
    this.port = port;
    this.path = path;
    this.count = count;
    threads = Executors.newFixedThreadPool(count);
  }

  /** New ones for each measurement: the server closes those that nobody has used for a while. */
  private List<Connection> open() {
    var connections = new ArrayList<Connection>();
    for (int i = 0; i < count; i++) {
      connections.add(new Connection(port, path));
    }
    return connections;
  }

  /** What came of it: latencies in nanoseconds, sorted, and requests a second. */
  record Answers(long[] sorted, double perSecond) {
    double millis(double quantile) {
      int place = (int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length));
      return sorted.length == 0 ? Double.NaN : sorted[place] / 1e6;
    }
  }

  /** As fast as they go. */
  Answers saturated(Duration time) {
    List<Connection> connections = open();
    long end = System.nanoTime() + time.toNanos();
    return together(connections, time, (connection, place) -> connection.callUntil(end));
  }

  /**
   * At a fixed rate. A latency counts from when the request was due, not from when it was sent: one
   * slow answer must not hide the requests behind it.
   */
  Answers paced(double perSecond, Duration time) {
    List<Connection> connections = open();
    long start = System.nanoTime() + 1_000_000;
    long every = (long) (1e9 * count / perSecond);
    long end = start + time.toNanos();
    return together(
        connections,
        time,
        (connection, place) -> connection.callEvery(start + every * place / count, every, end));
  }

  private interface Calls {
    long[] latencies(Connection connection, int place) throws IOException;
  }

  private Answers together(List<Connection> connections, Duration time, Calls calls) {
    long begin = System.nanoTime();
    List<Future<long[]>> futures = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      int place = i;
      futures.add(threads.submit(() -> calls.latencies(connections.get(place), place)));
    }
    long[] all = futures.stream().flatMapToLong(one -> Arrays.stream(get(one))).toArray();
    connections.forEach(Connection::close);
    Arrays.sort(all);
    long took = Math.max(time.toNanos(), System.nanoTime() - begin);
    return new Answers(all, all.length / (took / 1e9));
  }

  private static long[] get(Future<long[]> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static final class Connection {
    private static final int LARGEST = 8_192;

    private final byte[] request;
    private final byte[] buffer = new byte[LARGEST];
    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Connection(int port, String path) {
      this.port = port;
      request =
          ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1);
      open();
    }

    private void open() {
      try {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long[] callUntil(long end) throws IOException {
      var latencies = new Latencies();
      for (long now = System.nanoTime(); now < end; ) {
        call();
        long then = System.nanoTime();
        latencies.add(then - now);
        now = then;
      }
      return latencies.all();
    }

    long[] callEvery(long first, long every, long end) throws IOException {
      var latencies = new Latencies();
      // A server that cannot keep up would be called for long after the end.
      long patience = end + (end - first);
      for (long due = first; due < end && System.nanoTime() < patience; due += every) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        call();
        latencies.add(System.nanoTime() - due);
      }
      return latencies.all();
    }

    private void call() throws IOException {
      out.write(request);
      String status = line();
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new IOException(status);
      }
      int length = -1;
      boolean chunked = false;
      boolean last = false;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
          length = Integer.parseInt(line.substring(16).strip());
        }
        chunked |= line.regionMatches(true, 0, "Transfer-Encoding: chunked", 0, 26);
        last |= line.regionMatches(true, 0, "Connection: close", 0, 17);
      }
      if (chunked) {
        for (int size = size(); size > 0; size = size()) {
          skip(size + 2);
        }
        skip(2);
      } else {
        skip(length);
      }
      if (last) {
        // A server serves so many requests on one connection, and no more.
        close();
        open();
      }
    }

    private int size() throws IOException {
      return Integer.parseInt(line().strip(), 16);
    }

    private void skip(int bytes) throws IOException {
      if (in.readNBytes(buffer, 0, bytes) < bytes) {
        throw new EOFException();
      }
    }

    private String line() throws IOException {
      int length = 0;
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException();
        }
        if (next != '\r') {
          buffer[length++] = (byte) next;
        }
      }
      return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Latencies {
    private long[] values = new long[1_024];
    private int count;

    void add(long latency) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = latency;
    }

    long[] all() {
      return Arrays.copyOf(values, count);
    }
  }
}
