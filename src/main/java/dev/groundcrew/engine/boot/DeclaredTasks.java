package dev.groundcrew.engine.boot;

import dev.groundcrew.task.BackgroundTask;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds every method with {@link BackgroundTask} while the container reads the application's beans.
 * Public, since the container makes it; it only collects, and {@link StartUp} judges.
 */
public class DeclaredTasks implements Extension {
  private final List<DeclaredTask> found = new ArrayList<>();

  void find(@Observes ProcessManagedBean<?> event) {
    for (AnnotatedMethod<?> method : event.getAnnotatedBeanClass().getMethods()) {
      BackgroundTask annotation = method.getAnnotation(BackgroundTask.class);
      if (annotation != null) {
        found.add(new DeclaredTask(annotation, event.getBean(), method.getJavaMember()));
      }
    }
  }

  List<DeclaredTask> found() {
    return List.copyOf(found);
  }
}
