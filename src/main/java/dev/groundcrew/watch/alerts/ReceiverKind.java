package dev.groundcrew.watch.alerts;

/** How a receiver is spoken to. */
enum ReceiverKind {
  /** The whole message as JSON, signed if there is a secret. */
  WEBHOOK,

  /** As Slack's incoming webhooks take it; Mattermost and Rocket.Chat do too. */
  SLACK,

  /** By e-mail. */
  MAIL
}
