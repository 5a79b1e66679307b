package dev.groundcrew.access;

import dev.groundcrew.access.AuditEntry.Outcome;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Who did what. There is no way to change it. */
@Path("api/audit")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.ADMINISTRATOR)
public class AuditResource {
  @Inject Audit audit;
  @Context UriInfo uri;

  /**
   * An entry as shown; see {@link AuditEntry}.
   *
   * @param before null if it is not known
   * @param after null if the request had no body, or none that could be masked
   */
  @JsonbPropertyOrder({
    "id", "at", "who", "address", "action", "target", "outcome", "status", "before", "after"
  })
  public record EntryView(
      String id,
      String at,
      String who,
      String address,
      String action,
      String target,
      String outcome,
      int status,
      String before,
      String after) {
    static EntryView of(AuditTable.Stored stored) {
      AuditEntry entry = stored.entry();
      return new EntryView(
          Long.toString(stored.id()),
          stored.at().toString(),
          entry.who(),
          entry.address(),
          entry.action(),
          entry.target(),
          entry.outcome().name(),
          entry.status(),
          entry.before().orElse(null),
          entry.after().orElse(null));
    }
  }

  /** Entries, the newest first. */
  @GET
  public Page<EntryView> list() {
    var query =
        new Query(
            uri, "who", "action", "target", "address", "outcome", "since", "until", "limit",
            "after");
    int limit = query.limit();
    long below = query.integer("after", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    var filter =
        new AuditFilter(
            query.texts("who"),
            query.texts("action"),
            query.texts("target"),
            query.texts("address"),
            query.choices("outcome", Outcome.class),
            query.instant("since"),
            query.instant("until"));
    query.check();
    return Page.of(
            audit.list(filter, below, limit + 1), limit, stored -> Long.toString(stored.id()))
        .map(EntryView::of);
  }
}
