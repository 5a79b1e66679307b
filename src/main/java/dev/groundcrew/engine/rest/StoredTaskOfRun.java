package dev.groundcrew.engine.rest;

import dev.groundcrew.access.TaskOfRun;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks into the history. */
@ApplicationScoped
class StoredTaskOfRun implements TaskOfRun {
  @Inject Engine engine;

  @Override
  public Optional<String> find(String run) {
    OptionalLong id = RunId.parse(run);
    return id.isEmpty() ? Optional.empty() : engine.reader().find(id.getAsLong()).map(Run::task);
  }
}
