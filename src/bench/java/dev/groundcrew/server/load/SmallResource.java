package dev.groundcrew.server.load;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** The requests whose speed is measured. */
@Path("small")
public class SmallResource {
  /**
   * What a passenger asks for.
   *
   * @param number of the flight
   * @param to where
   * @param at when
   * @param stops on the way
   */
  public record Flight(String number, String to, Instant at, List<String> stops) {}

  /** A small object as JSON. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Flight flight() {
    return new Flight("GC 37", "Lisbon", Instant.EPOCH, List.of("Lyon", "Madrid"));
  }
}
