package dev.groundcrew.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The same answers for a server with MicroProfile Health; {@code beans.xml} leaves this bean out
 * where its API is missing.
 */
@ApplicationScoped
class ServerHealth {
  @Inject Checks checks;

  @Produces
  @Liveness
  HealthCheck live() {
    return () -> response("groundcrew-live", checks.live());
  }

  @Produces
  @Readiness
  HealthCheck ready() {
    return () -> response("groundcrew-ready", checks.ready());
  }

  @Produces
  @Startup
  HealthCheck started() {
    return () -> response("groundcrew-started", checks.started());
  }

  private static HealthCheckResponse response(String name, Checks.Check check) {
    HealthCheckResponseBuilder builder = HealthCheckResponse.named(name).status(check.up());
    for (Map.Entry<String, Object> entry : check.data().entrySet()) {
      if (entry.getValue() instanceof Long number) {
        builder = builder.withData(entry.getKey(), number);
      } else {
        builder = builder.withData(entry.getKey(), entry.getValue().toString());
      }
    }
    return builder.build();
  }
}
