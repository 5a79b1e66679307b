package dev.groundcrew.cluster;

/** Whether a node takes runs. */
public enum NodeState {
  /** It takes runs. */
  ACTIVE,

  /** It ends what it has and takes nothing new. */
  DRAINING,

  /** It has stopped, or was found dead. */
  GONE
}
