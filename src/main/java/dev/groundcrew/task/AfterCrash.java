package dev.groundcrew.task;

/** What becomes of a durable run whose node died under it. */
public enum AfterCrash {
  /** It runs again: its effects happen at least once. */
  RERUN,

  /** It ends as abandoned: with one attempt its effects happen at most once. */
  ABANDON
}
