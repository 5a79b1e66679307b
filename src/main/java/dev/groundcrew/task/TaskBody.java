package dev.groundcrew.task;

/** The code of a task. Called by several threads at once if the task's overlap allows it. */
@FunctionalInterface
public interface TaskBody {
  /**
   * Runs one attempt.
   *
   * @return a {@link java.util.concurrent.CompletionStage} from an ASYNC task: the attempt ends
   *     when it completes; from any other task, the run's message or null
   * @throws Exception anything: the attempt then has failed
   */
  Object run(TaskContext context) throws Exception;
}
