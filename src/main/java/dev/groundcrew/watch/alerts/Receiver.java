package dev.groundcrew.watch.alerts;

/** Where alerts go. */
sealed interface Receiver permits Hook, Mailbox {
  /** Of the operator's choice. */
  String name();

  /** How it is spoken to. */
  ReceiverKind kind();

  /** What may be shown of the address. */
  String host();

  /** Whether its messages carry a signature. */
  boolean signed();
}
