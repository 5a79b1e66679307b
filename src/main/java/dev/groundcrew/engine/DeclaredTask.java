package dev.groundcrew.engine;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A method with {@link BackgroundTask}, as it was found.
 *
 * @param annotation what it says about itself
 * @param bean whose method it is
 * @param method the method
 */
record DeclaredTask(BackgroundTask annotation, Bean<?> bean, Method method) {
  /** Where it stands, for messages. */
  String where() {
    return bean.getBeanClass().getName() + "." + method.getName();
  }

  /** What the method is by nature: ASYNC if it returns a stage. */
  Mode nature() {
    return CompletionStage.class.isAssignableFrom(method.getReturnType())
        ? Mode.ASYNC
        : Mode.POOLED;
  }

  /** What keeps the method from being called through its bean, and the mend. */
  Optional<String> fault() {
    int modifiers = method.getModifiers();
    for (var forbidden : List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)) {
      if ((modifiers & forbidden) != 0) {
        return Optional.of(
            "must not be "
                + Modifier.toString(forbidden)
                + ": such a method bypasses its bean's interceptors and sees null fields;"
                + " remove the modifier");
      }
    }
    Class<?>[] parameters = method.getParameterTypes();
    boolean fits =
        parameters.length == 0 || (parameters.length == 1 && parameters[0] == TaskContext.class);
    return fits
        ? Optional.empty()
        : Optional.of("must take nothing or one TaskContext: change its parameters");
  }

  /** The code of the task: calls the method through the bean's contextual reference. */
  TaskBody body(BeanManager beans) {
    method.setAccessible(true);
    return context -> {
      CreationalContext<?> creation = beans.createCreationalContext(bean);
      Object reference = beans.getReference(bean, bean.getBeanClass(), creation);
      Object result = null;
      try {
        result = invoke(reference, context);
        return result;
      } finally {
        releaseAfter(result, creation);
      }
    };
  }

  /** A dependent bean lives as long as the attempt, which a stage may outlast. */
  private static void releaseAfter(Object result, CreationalContext<?> creation) {
    if (result instanceof CompletionStage<?> stage) {
      var unused = stage.whenComplete((value, thrown) -> creation.release());
    } else {
      creation.release();
    }
  }

  private Object invoke(Object reference, TaskContext context) throws Exception {
    try {
      return method.getParameterCount() == 0
          ? method.invoke(reference)
          : method.invoke(reference, context);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
