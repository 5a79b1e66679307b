package dev.groundcrew.builtin.httpcall;

import dev.groundcrew.builtin.http.Outbound;
import dev.groundcrew.settings.Own;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;

/** Tasks that call a URL. */
@Dependent
class HttpCallType implements TaskType {
  private final Outbound outbound;
  private final Executor work;

  @Inject
  HttpCallType(Outbound outbound, @Own Executor work) {
    this.outbound = outbound;
    this.work = work;
  }

  @Override
  public String name() {
    return "http-call";
  }

  @Override
  public String description() {
    return "Calls a URL with any method, headers and body; an unexpected status is a failure.";
  }

  @Override
  public List<Parameter> parameters() {
    return Call.PARAMETERS;
  }

  @Override
  public Mode mode() {
    return Mode.ASYNC;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    return new HttpCallTask(
        Call.of(parameters, outbound.reach()), outbound.client(), outbound::reach, work);
  }
}
