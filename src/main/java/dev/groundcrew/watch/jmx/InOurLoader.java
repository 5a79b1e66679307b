package dev.groundcrew.watch.jmx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Calls a bean with the application's class loader as the thread's: on the threads of JMX, which
 * are the JVM's, GlassFish does not know otherwise whose CDI is meant.
 */
final class InOurLoader implements InvocationHandler {
  private final ClassLoader ours = Thread.currentThread().getContextClassLoader();
  private final Object bean;

  private InOurLoader(Object bean) {
    this.bean = bean;
  }

  /** The same bean, called so. Make it on a thread of the application's. */
  static <T> T of(Class<T> type, T bean) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new InOurLoader(bean)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(ours);
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      caller.setContextClassLoader(before);
    }
  }
}
