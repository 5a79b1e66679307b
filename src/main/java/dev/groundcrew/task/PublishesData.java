package dev.groundcrew.task;

import java.util.Optional;

/** A task body whose newest result {@code GET /api/tasks/{name}/data} answers. */
public interface PublishesData extends TaskBody {
  /** The newest result, from memory: must not block. Empty until there is one. */
  Optional<TaskData> newest();
}
