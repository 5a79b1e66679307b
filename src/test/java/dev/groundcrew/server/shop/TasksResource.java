package dev.groundcrew.server.shop;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;

/** Has the path of a resource of ours. */
@Path("tasks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TasksResource {
  @Inject Books books;
  @Inject InstantSource clock;

  @GET
  public Item item() {
    return new Item("tea");
  }

  @GET
  @Path("sale")
  public Sale sale() {
    return new Sale("tea", null);
  }

  @GET
  @Path("broken")
  public Item broken() {
    throw new IllegalStateException("broken on purpose");
  }

  /** A form of another site's, too: the shop has its own rules. */
  @POST
  @Path("form")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_PLAIN)
  public String form(String body) {
    return body;
  }

  @GET
  @Path("who")
  @Produces(MediaType.TEXT_PLAIN)
  public String who(@Context SecurityContext caller) {
    return caller.getUserPrincipal().getName() + " " + caller.isUserInRole("administrator");
  }

  @GET
  @Path("clock")
  @Produces(MediaType.TEXT_PLAIN)
  public String clock() {
    return clock.instant().toString();
  }

  @GET
  @Path("books")
  @Produces(MediaType.TEXT_PLAIN)
  public String books() {
    return books.told();
  }
}
