package dev.groundcrew.server.tasks;

import dev.groundcrew.task.BackgroundTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Tasks that interceptors stand around. */
@ApplicationScoped
class Intercepted {
  @BackgroundTask(name = "is-transactional")
  @Transactional
  String transactional() {
    return "transaction=" + Surroundings.transaction();
  }

  @BackgroundTask(name = "is-framed")
  @Framed
  String framed() {
    return "picture";
  }
}
