package dev.groundcrew.engine;

import dev.groundcrew.cluster.Membership;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Notices without the database that this node could not renew its lease in time: from then on other
 * nodes may run what it runs. For one thread.
 */
final class LeaseWatch {
  private static final Logger LOG = System.getLogger(LeaseWatch.class.getName());

  private final Membership membership;
  private final Claims claims;
  private final Cancels cancels;
  private boolean lost;

  LeaseWatch(Membership membership, Claims claims, Cancels cancels) {
    this.membership = membership;
    this.claims = claims;
    this.cancels = cancels;
  }

  /** Call it every second. */
  void look() {
    if (membership.life() == 0) {
      return;
    }
    boolean holds = membership.holdsLease();
    if (!holds && !lost) {
      lost = true;
      claims.close();
      LOG.log(
          Level.WARNING,
          "no heartbeat for {0} s: runs that other nodes may take over end here",
          membership.silence().toSeconds());
      cancels.leaseLost();
    } else if (holds && lost) {
      lost = false;
      claims.open();
    }
  }
}
