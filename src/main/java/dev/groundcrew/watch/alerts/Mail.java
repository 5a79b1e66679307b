package dev.groundcrew.watch.alerts;

import java.io.IOException;

/** Takes messages to mailboxes, on the caller's thread. */
@FunctionalInterface
interface Mail {
  /**
   * Hands a message to the mail server, once for all addresses.
   *
   * @throws IOException if it was taken for none of them
   */
  void deliver(Mailbox mailbox, OutboxTable.Entry entry) throws IOException;
}
