package dev.groundcrew.builtin.backup;

import dev.groundcrew.database.BackupRefusedException;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;

/** Backups over REST. */
@Path("api/backup")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall("administrator")
public class BackupResource {
  /**
   * A backup.
   *
   * @param file where it is, on the node's own disk
   * @param bytes how large it is
   * @param madeAt when it was begun: every commit before that is in it
   */
  @JsonbPropertyOrder({"file", "bytes", "madeAt"})
  public record Backup(String file, long bytes, Instant madeAt) {}

  @Inject Backups backups;
  @Context UriInfo uri;

  /** Copies the embedded database; answers once the copy is complete. */
  @POST
  public Response make(InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    try {
      return Response.status(Response.Status.CREATED).entity(backups.make()).build();
    } catch (BackupRefusedException e) {
      throw ProblemException.conflict(e.getMessage());
    }
  }
}
