package dev.groundcrew.access;

import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps operators who are limited to some tasks from all others: the one place that does (rule 13
 * of the package). It goes by the route, so that a new one is closed to them unless it says in its
 * path which task it touches: below {@code api/tasks/{name}} that one, below {@code api/runs/{id}}
 * that of the run. One that leaves out by itself what its caller may not touch says so by {@link
 * MayCall#narrows}. Any other touches all tasks.
 */
@ApplicationScoped
class LimitedOperators {
  private static final String TASKS = "api/tasks";
  private static final String RUNS = "api/runs";

  @Inject TaskOfRun runs;

  /** What a route of operators touches. */
  enum Touches {
    TASK,
    TASK_OF_RUN,
    WHAT_IT_NARROWS,
    ALL;

    static Touches of(Method route, MayCall rule) {
      if (rule.narrows()) {
        return WHAT_IT_NARROWS;
      }
      String path = template(route);
      if (path.startsWith(TASKS + "/{name}")) {
        return TASK;
      }
      return path.startsWith(RUNS + "/{id}") ? TASK_OF_RUN : ALL;
    }

    private static String template(Method route) {
      Path of = route.getDeclaringClass().getAnnotation(Path.class);
      Path more = route.getAnnotation(Path.class);
      return (of == null ? "" : of.value()) + "/" + (more == null ? "" : more.value());
    }
  }

  /**
   * Lets a caller who has the role go on, or not.
   *
   * @param inPath the values in the path, by name
   * @throws ProblemException 403 if the route touches a task that the caller may not operate; 404
   *     if there is no such run
   */
  void check(Method route, MayCall rule, TaskGrant grant, UnaryOperator<String> inPath) {
    if (!List.of(rule.value()).contains(Role.OPERATOR) || !grant.isLimited()) {
      return;
    }
    switch (Touches.of(route, rule)) {
      case TASK -> grant.require(List.of(inPath.apply("name")));
      case TASK_OF_RUN -> grant.require(List.of(task(inPath.apply("id"))));
      case WHAT_IT_NARROWS -> {
        // The route asks TaskGrant itself.
      }
      case ALL ->
          throw ProblemException.forbidden(
              "You may operate "
                  + grant.inWords()
                  + ", and this touches every task: ask an operator without limits");
    }
  }

  private String task(String run) {
    return runs.find(run).orElseThrow(() -> ProblemException.notFound("There is no run " + run));
  }
}
