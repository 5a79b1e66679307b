package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.access.AuditEntry.Outcome;
import dev.groundcrew.database.OnEveryDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Package description, rule 10. */
class AuditTableTest extends OnEveryDatabase {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final AuditFilter ALL =
      new AuditFilter(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  private static AuditEntry entry(String who, int status) {
    return new AuditEntry(
        who,
        "192.0.2.1",
        "PUT",
        "/api/users/ann",
        Outcome.of(status),
        status,
        Optional.of("{\"role\":\"viewer\"}"),
        Optional.empty());
  }

  private static void add(Instant at, AuditEntry... entries) {
    tables
        .database()
        .transaction(
            sql -> {
              for (AuditEntry entry : entries) {
                AuditTable.insert(sql, at, entry);
              }
              return null;
            });
  }

  private static List<AuditTable.Stored> list(AuditFilter filter, long below, int limit) {
    return tables.database().transaction(sql -> AuditTable.list(sql, filter, below, limit));
  }

  @Test
  void entriesComeBackAsTheyWentInTheNewestFirst() {
    add(NOW, entry("ann", 200), entry("bob", 403));

    List<AuditTable.Stored> all = list(ALL, Long.MAX_VALUE, 10);

    assertThat(all)
        .extracting(AuditTable.Stored::entry)
        .containsExactly(entry("bob", 403), entry("ann", 200));
    assertThat(all.get(0).at()).isEqualTo(NOW);
    assertThat(list(ALL, all.get(0).id(), 10)).containsExactly(all.get(1));
    assertThat(list(ALL, Long.MAX_VALUE, 1)).containsExactly(all.get(0));
  }

  @Test
  void filtersNarrowTogether() {
    add(NOW, entry("ann", 200), entry("bob", 403), entry("ann", 401));
    add(NOW.plusSeconds(60), entry("ann", 404));

    var refusedToAnn =
        new AuditFilter(
            List.of("ann"),
            List.of("PUT"),
            List.of("/api/users/ann"),
            List.of("192.0.2.1"),
            List.of(Outcome.REFUSED, Outcome.FAILED),
            Optional.of(NOW),
            Optional.of(NOW.plusSeconds(60)));

    assertThat(list(refusedToAnn, Long.MAX_VALUE, 10))
        .extracting(AuditTable.Stored::entry)
        .containsExactly(entry("ann", 401));
  }

  @Test
  void whatDoesNotFitIsCutAndWhatNoColumnTakesIsReplaced() {
    add(NOW, entry("a\u0000\n" + "x".repeat(500), 200));

    assertThat(list(ALL, Long.MAX_VALUE, 10).get(0).entry().who())
        .hasSize(120)
        .startsWith("a\uFFFD\uFFFDxx")
        .endsWith("…");
  }

  @Test
  void ageRemovesEntries() {
    add(NOW, entry("ann", 200));
    add(NOW.plusSeconds(1), entry("bob", 200));

    int gone = tables.database().transaction(sql -> AuditTable.deleteOld(sql, NOW.plusSeconds(1)));

    assertThat(gone).isEqualTo(1);
    assertThat(list(ALL, Long.MAX_VALUE, 10))
        .extracting(stored -> stored.entry().who())
        .containsExactly("bob");
  }
}
