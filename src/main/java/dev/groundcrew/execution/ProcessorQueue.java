package dev.groundcrew.execution;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How long a thread was ready to compute and got no processor. Linux tells, others do not. Made and
 * used on that thread.
 */
final class ProcessorQueue {
  private static final String OF_THIS_THREAD = "/proc/thread-self/schedstat";
  private static final int MORE_THAN_THERE_IS = 128;

  /** Opened before it is read for the first time, which then is a call to the kernel, no more. */
  private FileInputStream opened;

  private byte[] before = {};

  ProcessorQueue() {
    opened = open();
  }

  private static FileInputStream open() {
    try {
      return new FileInputStream(OF_THIS_THREAD);
    } catch (IOException | SecurityException e) {
      // Another system, or a kernel that was built or confined not to tell.
      return null;
    }
  }

  /** Counts from now on. Called once. */
  void begin() {
    before = read(opened);
  }

  /** Nanoseconds that the thread has waited since it began, if that is known. Called once. */
  Optional<Long> waitedNanos() {
    close();
    opened = open();
    byte[] after = read(opened);
    close();
    return waited(after).flatMap(now -> waited(before).map(until -> Math.max(0, now - until)));
  }

  /** Nobody asks any more. */
  void close() {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        // It was only read.
      }
      opened = null;
    }
  }

  private static byte[] read(FileInputStream from) {
    if (from == null) {
      return new byte[0];
    }
    try {
      var bytes = new byte[MORE_THAN_THERE_IS];
      int unused = from.read(bytes);
      return bytes;
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /**
   * The second number of {@code schedstat}, as the kernel's Documentation/scheduler/sched-stats
   * describes it: what the thread has waited in its whole life.
   */
  private static Optional<Long> waited(byte[] schedstat) {
    try {
      String text = new String(schedstat, StandardCharsets.US_ASCII);
      return Optional.of(Long.valueOf(text.split(" ", 3)[1]));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
