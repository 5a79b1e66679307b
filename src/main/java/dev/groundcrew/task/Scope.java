package dev.groundcrew.task;

/** Where a due task runs. */
public enum Scope {
  /** Each node runs it by its own clock. */
  EVERY_NODE,

  /** One node of the cluster runs it. On a single node this equals {@link #EVERY_NODE}. */
  ONCE_PER_CLUSTER
}
