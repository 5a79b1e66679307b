package dev.groundcrew.web;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.NotFoundException;

/** Says that there is nothing to whoever came past {@link OwnRestFilter}. */
@OwnRest
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class OwnRestGate {
  @Inject OwnRequest request;

  @AroundInvoke
  Object check(InvocationContext call) throws Exception {
    if (!request.isOwn()) {
      throw new NotFoundException();
    }
    return call.proceed();
  }
}
