package dev.groundcrew.server.tasks;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

@Framed
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class FramedInterceptor {
  @AroundInvoke
  Object frame(InvocationContext invocation) throws Exception {
    return "[" + invocation.proceed() + "]";
  }
}
