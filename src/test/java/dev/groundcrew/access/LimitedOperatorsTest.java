package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.StandaloneApplication;
import dev.groundcrew.access.LimitedOperators.Touches;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.ProblemException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule 13 of the package, over every route of operators there is. */
class LimitedOperatorsTest {
  private static final TaskGrant INVOICES = new TaskGrant(List.of("invoice-*"));

  /** A route a line, and what it touches. A new one needs a line. */
  private static final String TABLE =
      """
      POST   api/comparisons/{id}/cancel WHAT_IT_NARROWS
      POST   api/gate/disable          ALL
      POST   api/gate/enable           ALL
      PUT    api/hold                  ALL
      DELETE api/hold                  ALL
      POST   api/nodes/{id}/drain      ALL
      POST   api/nodes/{id}/resume     ALL
      POST   api/runs/cancel           WHAT_IT_NARROWS
      POST   api/runs/retry            WHAT_IT_NARROWS
      POST   api/runs/{id}/cancel      TASK_OF_RUN
      POST   api/runs/{id}/retry       TASK_OF_RUN
      POST   api/tasks/{name}/compare  TASK
      POST   api/tasks/{name}/pause    TASK
      POST   api/tasks/{name}/resume   TASK
      POST   api/tasks/{name}/run      TASK
      """;

  private record Found(Method method, MayCall rule) {}

  private static Map<String, Found> operatorRoutes() {
    var found = new TreeMap<String, Found>();
    for (Class<?> resource : new StandaloneApplication().getClasses()) {
      for (Method method : resource.getDeclaredMethods()) {
        verb(method)
            .ifPresent(
                verb ->
                    Authorization.rule(method)
                        .filter(rule -> List.of(rule.value()).contains(Role.OPERATOR))
                        .ifPresent(
                            rule -> found.put(route(verb, method), new Found(method, rule))));
      }
    }
    return found;
  }

  private static Optional<String> verb(Method method) {
    return Stream.of(method.getAnnotations())
        .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String route(String verb, Method method) {
    var parts = new ArrayList<String>();
    parts.add(method.getDeclaringClass().getAnnotation(Path.class).value());
    Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value).ifPresent(parts::add);
    return verb + " " + String.join("/", parts);
  }

  /** Run 7 is an invoice's. */
  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private static LimitedOperators limitedOperators() {
    var limited = new LimitedOperators();
    limited.runs = run -> Optional.of(run.equals("7") ? "invoice-send" : "monitor");
    return limited;
  }

  @Test
  void everyRouteOfOperatorsHasALineThatSaysWhatItTouches() {
    Map<String, String> expected =
        TABLE
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .collect(Collectors.toMap(line -> line[0] + " " + line[1], line -> line[2]));
    var actual = new TreeMap<String, String>();
    operatorRoutes()
        .forEach(
            (route, found) -> actual.put(route, Touches.of(found.method(), found.rule()).name()));

    assertThat(actual).isEqualTo(new TreeMap<>(expected));
  }

  @Test
  void aLimitedOperatorIsKeptFromOtherTasksOnEveryRouteThatDoesNotNarrowItself() {
    LimitedOperators limited = limitedOperators();
    operatorRoutes()
        .forEach(
            (route, found) -> {
              if (!found.rule().narrows()) {
                assertThatThrownBy(
                        () ->
                            limited.check(
                                found.method(),
                                found.rule(),
                                INVOICES,
                                name -> name.equals("id") ? "8" : "monitor"))
                    .as(route)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("invoice-*");
              }
              assertThatCode(
                      () ->
                          limited.check(
                              found.method(), found.rule(), TaskGrant.ALL, name -> "monitor"))
                  .as(route)
                  .doesNotThrowAnyException();
            });
  }

  @Test
  void aLimitedOperatorOperatesWhatIsGranted() {
    LimitedOperators limited = limitedOperators();
    operatorRoutes()
        .forEach(
            (route, found) -> {
              if (route.contains("{") && !route.contains("nodes")) {
                assertThatCode(
                        () ->
                            limited.check(
                                found.method(),
                                found.rule(),
                                INVOICES,
                                name -> name.equals("id") ? "7" : "invoice-send"))
                    .as(route)
                    .doesNotThrowAnyException();
              }
            });
  }

  @Test
  void whoHasNoGrantAtAllOperatesNothing() {
    LimitedOperators limited = limitedOperators();
    Found run = operatorRoutes().get("POST api/tasks/{name}/run");

    assertThatThrownBy(
            () -> limited.check(run.method(), run.rule(), TaskGrant.NONE, name -> "monitor"))
        .hasMessageContaining("no task");
  }
}
