package dev.groundcrew.cluster;

import dev.groundcrew.database.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Renews this node's lease when it is due, whatever others do with the database (rule 3 of the
 * package). One thread calls {@link #keep}; any may {@link #close}.
 */
public final class LeaseRenewal {
  private static final Logger LOG = System.getLogger(LeaseRenewal.class.getName());
  private static final long LOOK_MILLIS = 250;
  private static final long LOG_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Membership membership;
  private final Database database;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean failed;
  private long lastLine;

  /**
   * @param database lends its connection to nobody else
   */
  public LeaseRenewal(Membership membership, Database database) {
    this.membership = membership;
    this.database = database;
  }

  /** Renews until it is closed. Never dies of an exception. */
  public void keep() {
    try {
      while (!closed.await(pauseMillis(), TimeUnit.MILLISECONDS)) {
        renewIfDue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the loop; not by an interrupt, which would close the file under an embedded database. */
  public void close() {
    closed.countDown();
  }

  /** Until it is due; a renewal that failed, and one before a life, is tried again soon. */
  private long pauseMillis() {
    boolean lives = membership.life() != 0 && !membership.buried();
    long untilDue = Membership.BEAT.minus(membership.silence()).toMillis() + 1;
    return lives ? Math.max(LOOK_MILLIS, untilDue) : LOOK_MILLIS;
  }

  /** Before the first life there is nothing to renew, and after a burial the next must begin. */
  void renewIfDue() {
    if (membership.life() == 0
        || membership.buried()
        || membership.silence().compareTo(Membership.BEAT) < 0) {
      return;
    }
    try {
      boolean ignored = database.transaction(membership::beat);
      failed = false;
    } catch (RuntimeException e) {
      logFailure(e);
    }
  }

  private void logFailure(RuntimeException e) {
    if (!failed || System.nanoTime() - lastLine > LOG_PAUSE_NANOS) {
      lastLine = System.nanoTime();
      LOG.log(
          Level.WARNING,
          "no heartbeat for {0} s: {1}",
          membership.silence().toSeconds(),
          e.getMessage());
    }
    failed = true;
  }
}
