package dev.groundcrew.history;

/** A write that was recorded. */
sealed interface Event permits RunEvent, NodeEvent {
  long seq();
}
