package dev.groundcrew.access;

import dev.groundcrew.access.AuditEntry.Outcome;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.settings.Own;
import dev.groundcrew.settings.Place;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers who did what (rule 10 of the package). While the database is away entries go to the
 * server's log instead. Safe for use by several threads.
 */
@ApplicationScoped
public class Audit {
  private static final Logger LOG = System.getLogger(Audit.class.getName());
  private static final Duration TIDY = Duration.ofHours(1);

  @Inject Database database;
  @Inject @Own InstantSource clock;
  @Inject AccessSettings settings;
  @Inject ClientAddress clientAddress;

  private final AtomicReference<Instant> tidied = new AtomicReference<>(Instant.MIN);

  void add(AuditEntry entry) {
    Instant now = clock.instant();
    try {
      database.transaction(
          sql -> {
            AuditTable.insert(sql, now, entry);
            if (isTimeToTidy(now)) {
              AuditTable.deleteOld(sql, now.minus(settings.auditKeep()));
            }
            return null;
          });
    } catch (DatabaseException e) {
      LOG.log(Level.ERROR, "not in the audit table, since the database is away: " + entry, e);
    }
  }

  private boolean isTimeToTidy(Instant now) {
    Instant last = tidied.get();
    return !now.minus(TIDY).isBefore(last) && tidied.compareAndSet(last, now);
  }

  /** A request that has been refused outside of REST, where {@link AuditTrail} sees them. */
  public void refused(HttpServletRequest request, int status) {
    add(
        new AuditEntry(
            String.valueOf(request.getRemoteUser()),
            clientAddress.of(request),
            request.getMethod(),
            Place.current()
                .below(request.getRequestURI().substring(request.getContextPath().length())),
            Outcome.of(status),
            status,
            Optional.empty(),
            Optional.empty()));
  }

  /** A try to sign in. */
  void signIn(String name, String address, int status) {
    add(
        new AuditEntry(
            name,
            address,
            AuditEntry.SIGN_IN,
            "",
            Outcome.of(status),
            status,
            Optional.empty(),
            Optional.empty()));
  }

  /** Entries, the newest first. */
  List<AuditTable.Stored> list(AuditFilter filter, long below, int limit) {
    return database.transaction(sql -> AuditTable.list(sql, filter, below, limit));
  }
}
