package dev.groundcrew.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of all routes, as it ships. */
@Path("api/openapi.yaml")
@OwnRest
@RequestScoped
@MayCall("viewer")
public class OpenApiResource {
  private static final String FILE = "openapi.yaml";

  /** The description, in YAML. */
  @GET
  @Produces("application/yaml")
  public byte[] description(@Context UriInfo uri) {
    new Query(uri).check();
    try (InputStream file = OpenApiResource.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the WAR");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
