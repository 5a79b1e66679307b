package dev.groundcrew.server.broken;

import dev.groundcrew.task.BackgroundTask;
import jakarta.enterprise.context.ApplicationScoped;

/** Every mistake that a declaration can have. */
@ApplicationScoped
public class BrokenDeclarations {
  @BackgroundTask(name = "taken", every = "PT1S")
  void hasTheName() {}

  @BackgroundTask(name = "taken", every = "PT1S")
  void wantsTheSameName() {}

  @BackgroundTask(name = "two-ways", every = "PT1S", cron = "0 3 * * *")
  void isDueInTwoWays() {}

  @BackgroundTask(name = "negative", every = "-PT1S")
  void hasANegativePeriod() {}

  @BackgroundTask(name = "bad-cron", cron = "61 3 * * *")
  void hasABadCron() {}

  @BackgroundTask(name = "Bad Name", every = "PT1S")
  void hasABadName() {}

  @BackgroundTask(name = "wrong-signature", every = "PT1S")
  void takesAText(String text) {}

  @BackgroundTask(name = "private-method", every = "PT1S")
  @SuppressWarnings("unused")
  private void isPrivate() {}

  @BackgroundTask(name = "static-method", every = "PT1S")
  static void isStatic() {}

  @BackgroundTask(name = "final-method", every = "PT1S")
  final void isFinal() {}
}
