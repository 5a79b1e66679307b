package dev.groundcrew.builtin.purge;

import java.util.Optional;

/** The rows that one run of a purge is after. For one run, used by one thread. */
interface OldRows {
  /** Counts them. May cost one scan of the table. */
  Overview overview();

  /** Deletes some of them in a transaction of its own, {@code most} at most. */
  Batch delete(int most);

  /**
   * What is there to delete.
   *
   * @param count rows
   * @param oldest the oldest time, as the database writes it; empty if there is no row
   * @param newest the newest time likewise
   */
  record Overview(long count, Optional<String> oldest, Optional<String> newest) {}

  /**
   * What one transaction has deleted.
   *
   * @param deleted rows
   * @param last whether no further batch would find anything
   */
  record Batch(int deleted, boolean last) {}
}
