package dev.groundcrew.watch.metrics;

import dev.groundcrew.access.Role;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Figures for Prometheus. */
@Path("api/metrics")
@OwnRest
@RequestScoped
@Produces(MediaType.WILDCARD)
@MayCall({Role.VIEWER, Role.METRICS})
public class MetricsResource {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  @Inject Metrics metrics;
  @Context UriInfo uri;

  /** All figures of this node; OpenMetrics if the caller names it, else Prometheus' own text. */
  @GET
  public Response scrape(@HeaderParam(HttpHeaders.ACCEPT) String accept) {
    new Query(uri).check();
    String type =
        accept != null && accept.contains("application/openmetrics-text")
            ? OPEN_METRICS
            : PROMETHEUS;
    return Response.ok(metrics.scrape(type), type).build();
  }
}
