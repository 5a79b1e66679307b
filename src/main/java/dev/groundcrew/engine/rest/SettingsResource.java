package dev.groundcrew.engine.rest;

import dev.groundcrew.access.Role;
import dev.groundcrew.settings.SettingsInForce;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** What this node was told by its configuration; secrets are masked, and nothing can be changed. */
@Path("api/settings")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.ADMINISTRATOR)
public class SettingsResource {
  @Inject SettingsInForce settings;
  @Context UriInfo uri;

  /** Every setting by key. */
  @GET
  public Page<SettingsInForce.One> list() {
    new Query(uri).check();
    return new Page<>(settings.all(), null);
  }
}
