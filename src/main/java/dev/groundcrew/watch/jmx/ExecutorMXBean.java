package dev.groundcrew.watch.jmx;

import javax.management.MXBean;

/** The slots of one mode, or the executor of short work. */
@MXBean
public interface ExecutorMXBean {
  /** How much may run at once. */
  int getLimit();

  /**
   * Changes the limit until the next start. What runs above a lower one goes on to its end.
   *
   * @throws IllegalArgumentException if it is out of range
   * @throws UnsupportedOperationException for the executor of short work
   */
  void setLimit(int limit);

  /** How much runs now. */
  int getActive();

  /** How much waits. */
  long getQueued();

  /** How much has run since the start. */
  long getCompleted();

  /** How often the server's executor did not take it; it was tried again. */
  long getRejected();

  /** The most that ran at once. */
  int getLargest();
}
