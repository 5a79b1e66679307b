package dev.groundcrew.task;

/** How a task holds threads while it runs. */
public enum Mode {
  /** One managed thread of its own for as long as the run lives, usually until the server stops. */
  DEDICATED,

  /** A slot of the bounded managed pool that all such tasks share. */
  POOLED,

  /** Returns a {@link java.util.concurrent.CompletionStage}; holds no thread while it waits. */
  ASYNC
}
