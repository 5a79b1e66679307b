package dev.groundcrew.watch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One who listens, by the non-blocking output of Jakarta Servlet: who does not read holds neither a
 * thread nor more than a bounded queue. Safe for use by several threads.
 */
final class EventClient implements WriteListener {
  private static final Logger LOG = System.getLogger(EventClient.class.getName());

  /** Events that may wait; all of them are dropped for one RESET when one more comes. */
  static final int MOST_WAITING = 64;

  /** Beats in a row without a byte taken, after which a client is gone. */
  private static final int MOST_SILENT = 4;

  /** Beats after which a client must come again, and show that it still may. */
  private static final int LONGEST_LIFE = 40;

  private static final byte[] BEAT = {':', '\n', '\n'};

  private final AsyncContext async;
  private final ServletOutputStream out;
  private final Consumer<EventClient> gone;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean writable;
  private boolean unflushed;
  private boolean closed;
  private int beats;
  private int silent;

  /**
   * A client whose request has been made asynchronous.
   *
   * @param gone told once it is over
   */
  EventClient(AsyncContext async, ServletOutputStream out, Consumer<EventClient> gone) {
    this.async = async;
    this.out = out;
    this.gone = gone;
  }

  /**
   * Sends an event, now or when the client has read what came before.
   *
   * @param reset what to send instead of everything, if too much waits
   */
  synchronized void send(byte[] event, byte[] reset) {
    if (waiting.size() >= MOST_WAITING) {
      waiting.clear();
      waiting.add(reset);
    } else {
      waiting.add(event);
    }
    pumpIfWritable();
  }

  /** Shows that both ends are there; called every 15 s. */
  synchronized void beat() {
    silent = writable ? 0 : silent + 1;
    beats++;
    if (silent >= MOST_SILENT || beats >= LONGEST_LIFE) {
      close();
    } else if (waiting.isEmpty()) {
      waiting.add(BEAT);
      pumpIfWritable();
    }
  }

  @Override
  public synchronized void onWritePossible() {
    writable = true;
    pumpIfWritable();
  }

  private void pumpIfWritable() {
    if (closed || !writable) {
      return;
    }
    try {
      while (out.isReady()) {
        byte[] next = waiting.poll();
        if (next != null) {
          out.write(next);
          unflushed = true;
        } else if (unflushed) {
          unflushed = false;
          out.flush();
        } else {
          return;
        }
      }
      writable = false;
    } catch (IOException e) {
      onError(e);
    }
  }

  @Override
  public void onError(Throwable error) {
    LOG.log(Level.DEBUG, "an event client has left: {0}", error.getMessage());
    close();
  }

  /** Ends the stream; the client may come back and resume. */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    waiting.clear();
    gone.accept(this);
    try {
      async.complete();
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "the container has ended the stream already", e);
    }
  }
}
