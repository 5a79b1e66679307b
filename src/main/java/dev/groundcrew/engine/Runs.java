package dev.groundcrew.engine;

import dev.groundcrew.run.Origin;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.Optional;

/**
 * Starts runs from code. Safe for use by several threads.
 *
 * <p>Where {@code groundcrew.database.jndi} names a data source of the server's, a submit joins the
 * JTA transaction of its caller: the run exists if and only if that commits, and starts right
 * after. Nobody sees it before, and a submit that fails leaves a transaction that can only roll
 * back. Work of the caller's on the same data source, or on others by XA, is then stored together
 * with the run. Keep such a transaction short: a submit with a key, or of a task that is due once
 * in the cluster and whose runs must not overlap, makes the next one of that task wait for its end.
 *
 * <p>Without such a transaction, and always where Groundcrew has a pool of its own (the embedded
 * database, or {@code groundcrew.database.url}), a submit is a transaction of its own: the run is
 * stored when it returns, also if the caller rolls back later.
 */
@ApplicationScoped
public class Runs {
  private static final Jsonb JSONB = JsonbBuilder.create();

  @Inject Instance<Engine> engine;
  @Inject Traces traces;

  /**
   * Starts a run of a task on this node, as a request by hand does.
   *
   * @return the run's id; it is stored by now, whatever becomes of this process, or once the
   *     caller's transaction commits
   * @throws IllegalArgumentException if there is no such task
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored; then there is none
   */
  public String submit(String task) {
    return submit(task, null, SubmitOptions.NONE);
  }

  /**
   * Stores a run of a task, for this node if the task runs on every node, else for whichever node
   * takes it first.
   *
   * @param parameters a record that the task's method takes, at most 64 kB as JSON; null for none
   * @return the run's id: the new one's, or that of the run that the key has already
   * @throws IllegalArgumentException if there is no such task
   * @throws dev.groundcrew.task.InvalidParameters if the task does not take these parameters
   * @throws dev.groundcrew.database.DatabaseException if it could not be stored; then there is none
   */
  public String submit(String task, Record parameters, SubmitOptions options) {
    Engine running = engine.get();
    Task found =
        running
            .catalogue()
            .find(task)
            .orElseThrow(() -> new IllegalArgumentException("there is no task " + task));
    Optional<String> json = Optional.ofNullable(parameters).map(JSONB::toJson);
    found.checkParameters(json);
    var submission = new Submission(options.key(), json, options.priority(), options.notBefore());
    Run run =
        running
            .submissions()
            .submit(found, Origin.manual("code").within(traces.here()), submission);
    return RunId.text(run.id());
  }
}
