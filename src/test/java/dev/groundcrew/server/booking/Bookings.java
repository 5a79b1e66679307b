package dev.groundcrew.server.booking;

import dev.groundcrew.engine.Runs;
import dev.groundcrew.engine.SubmitOptions;
import dev.groundcrew.task.AfterCrash;
import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Overlap;
import dev.groundcrew.task.TaskContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Books something and has it confirmed by a run, in one transaction. */
@ApplicationScoped
public class Bookings {
  /** How a booking goes on once its run is submitted. */
  public enum Then {
    COMMIT,
    ROLL_BACK,
    WAIT,
    TELL_AFTER_COMMIT
  }

  /**
   * A booking.
   *
   * @param id stored in the table {@code booking}
   */
  public record Booking(int id, Then then) {}

  /**
   * What is confirmed.
   *
   * @param id of the booking
   */
  public record Confirmation(int id) {}

  @Resource(lookup = "java:app/jdbc/groundcrew")
  DataSource rows;

  @Inject Runs runs;
  @Inject Event<Confirmation> booked;

  /** The id of the run that confirms is the message. */
  @Transactional
  @BackgroundTask(name = "books", overlap = Overlap.ALLOW, afterCrash = AfterCrash.ABANDON)
  public String book(TaskContext context, Booking booking)
      throws SQLException, InterruptedException {
    String run = "";
    // The caller's own connection is still open while the run is submitted.
    try (Connection connection = rows.getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into booking values (?)")) {
      insert.setInt(1, booking.id());
      insert.executeUpdate();
      if (booking.then() == Then.TELL_AFTER_COMMIT) {
        booked.fire(new Confirmation(booking.id()));
      } else {
        run = runs.submit("confirms", new Confirmation(booking.id()), SubmitOptions.NONE);
      }
    }
    context.progress(1, 2);
    while (booking.then() == Then.WAIT && context.proceedAfter(Duration.ofHours(1))) {
      context.log("waits before the commit");
    }
    if (booking.then() == Then.ROLL_BACK) {
      throw new IllegalStateException("no more rooms");
    }
    return run;
  }

  /** Submits outside of any transaction that is still open. */
  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Confirmation booking) {
    String ignored = runs.submit("confirms", booking, SubmitOptions.NONE);
  }

  /** What a transaction has submitted. Two at once are one too many. */
  @BackgroundTask(name = "confirms")
  public String confirm(TaskContext context, Confirmation confirmation) {
    return "confirmed " + confirmation.id();
  }
}
