package dev.groundcrew.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How long threads were ready to compute and got no processor. Linux tells, others do not. */
final class ProcessorQueue {
  private static final Path OF_THIS_THREAD = Path.of("/proc/thread-self/schedstat");

  private ProcessorQueue() {}

  /**
   * Nanoseconds that this thread has waited for a processor in its whole life: the second number of
   * {@code schedstat}, as the kernel's Documentation/scheduler/sched-stats describes it.
   */
  static Optional<Long> waitedNanos() {
    try {
      return Optional.of(Long.valueOf(Files.readString(OF_THIS_THREAD).split(" ", 3)[1]));
    } catch (IOException | RuntimeException e) {
      // Another system, or a kernel that was built or confined not to tell.
      return Optional.empty();
    }
  }
}
