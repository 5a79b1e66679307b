package dev.groundcrew.server;

import dev.groundcrew.StandaloneApplication;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A route of REST, read from the resources themselves, so that a new one cannot be forgotten.
 *
 * @param method such as GET
 * @param template such as {@code api/tasks/{name}}
 */
record Route(String method, String template) {
  /** Every route. */
  static List<Route> all() {
    var routes = new ArrayList<Route>();
    for (Class<?> resource : new StandaloneApplication().getClasses()) {
      if (resource.isAnnotationPresent(Path.class)) {
        for (Method method : resource.getDeclaredMethods()) {
          add(resource, method, routes);
        }
      }
    }
    return routes.stream()
        .distinct()
        .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
        .toList();
  }

  private static void add(Class<?> resource, Method method, List<Route> routes) {
    String path = strip(resource.getAnnotation(Path.class).value());
    if (method.isAnnotationPresent(Path.class)) {
      path += "/" + strip(method.getAnnotation(Path.class).value());
    }
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        routes.add(new Route(verb.value(), path));
      }
    }
  }

  private static String strip(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  /** Whether something stands for a value. */
  boolean hasValue() {
    return template.contains("{");
  }

  /** The path with a value in each place; the value must be fit for a path. */
  String path(String value) {
    return template.replaceAll("\\{[^}]*}", value.replace("$", "\\$"));
  }
}
