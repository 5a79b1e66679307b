package dev.groundcrew.engine.boot;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.json.bind.Jsonb;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
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
    return hasFittingParameters()
        ? Optional.empty()
        : Optional.of(
            "must take nothing, one TaskContext, one record of parameters, or both in this order:"
                + " change its parameters");
  }

  private boolean hasFittingParameters() {
    Class<?>[] types = method.getParameterTypes();
    return switch (types.length) {
      case 0 -> true;
      case 1 -> types[0] == TaskContext.class || types[0].isRecord();
      case 2 -> types[0] == TaskContext.class && types[1].isRecord();
      default -> false;
    };
  }

  /** The record that submitters give the method, if it takes one. */
  private Optional<Class<?>> parametersType() {
    return Arrays.<Class<?>>stream(method.getParameterTypes()).filter(Class::isRecord).findFirst();
  }

  /**
   * The code of the task: calls the method through the bean's contextual reference.
   *
   * @param jsonb reads its parameters
   */
  TaskBody body(BeanManager beans, Jsonb jsonb) {
    method.setAccessible(true);
    return new Body(this, beans, parametersType().map(type -> new RecordParameters(type, jsonb)));
  }

  private record Body(DeclaredTask task, BeanManager beans, Optional<RecordParameters> parameters)
      implements TaskBody {
    @Override
    public Object run(TaskContext context) throws Exception {
      // Before the bean is made: what cannot be read is no business of the task's code.
      Object given = parameters.map(reader -> reader.read(context.parameters())).orElse(null);
      CreationalContext<?> creation = beans.createCreationalContext(task.bean);
      Object reference = beans.getReference(task.bean, task.bean.getBeanClass(), creation);
      Object result = null;
      try {
        result = task.invoke(reference, context, given);
        return result;
      } finally {
        releaseAfter(result, creation);
      }
    }

    @Override
    public void check(Optional<String> given) {
      if (parameters.isPresent()) {
        Object ignored = parameters.get().read(given);
      } else {
        TaskBody.super.check(given);
      }
    }
  }

  /** A dependent bean lives as long as the attempt, which a stage may outlast. */
  private static void releaseAfter(Object result, CreationalContext<?> creation) {
    if (result instanceof CompletionStage<?> stage) {
      var unused = stage.whenComplete((value, thrown) -> creation.release());
    } else {
      creation.release();
    }
  }

  private Object invoke(Object reference, TaskContext context, Object given) throws Exception {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> type == TaskContext.class ? context : given)
            .toArray();
    try {
      return method.invoke(reference, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
