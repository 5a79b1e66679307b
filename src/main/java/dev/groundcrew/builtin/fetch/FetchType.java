package dev.groundcrew.builtin.fetch;

import dev.groundcrew.builtin.http.Outbound;
import dev.groundcrew.database.Database;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/** Where the container meets the plain parts: tasks that fetch a URL. */
@ApplicationScoped
class FetchType implements TaskType {
  @Inject Outbound outbound;
  @Inject Database database;
  @Inject @Own InstantSource clock;

  @Inject @Own Executor work;

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String description() {
    return "Fetches a URL, keeps its changed versions and answers the newest from memory.";
  }

  @Override
  public List<Parameter> parameters() {
    return Source.PARAMETERS;
  }

  @Override
  public Mode mode() {
    return Mode.ASYNC;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    Source source = Source.of(task, parameters, outbound.reach());
    return new FetchTask(
        source, outbound.client(), outbound::reach, new FetchTable(database), work, clock);
  }
}
