package dev.groundcrew.watch.alerts;

import java.io.IOException;

/**
 * What brings messages to receivers, by their kind.
 *
 * @param caller to those that are called by HTTP
 * @param mail to mailboxes
 */
record Carriers(Caller caller, Mail mail) {
  /**
   * Delivers a message.
   *
   * @throws IOException if it was not taken
   */
  void deliver(Receiver receiver, OutboxTable.Entry entry) throws IOException {
    if (receiver instanceof Hook hook) {
      caller.deliver(hook, entry);
    } else if (receiver instanceof Mailbox mailbox) {
      mail.deliver(mailbox, entry);
    }
  }
}
