package dev.groundcrew.cluster;

/** Another live node has this node's name. */
public final class NameTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NameTakenException(String name) {
    super(
        "another live node is called '"
            + name
            + "': set groundcrew.node to a name of its own on each node (a node that died frees its"
            + " name after "
            + Membership.LEASE.toSeconds()
            + " s)");
  }
}
