package dev.groundcrew.access;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.database.Row;
import dev.groundcrew.web.JsonBody;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the limit of an operator is asked for, kept and shown: patterns of names of tasks. */
final class TaskLimit {
  /** The column of users and tokens, and the field of their representations. */
  static final String NAME = "tasks";

  private static final int MOST = 20;
  private static final int LONGEST = 63;
  private static final Pattern PATTERN = Pattern.compile("[a-z0-9*][a-z0-9*-]*");

  private TaskLimit() {}

  /**
   * The field {@code tasks}; empty if it is missing.
   *
   * @param role what its owner shall be
   */
  static Optional<List<String>> read(JsonBody body, Optional<String> role) {
    Optional<List<String>> patterns = body.texts(NAME, MOST, LONGEST);
    patterns.ifPresent(
        given -> {
          if (given.isEmpty()) {
            body.fault("/" + NAME, "must have a pattern; [\"*\"] is every task");
          }
          for (int i = 0; i < given.size(); i++) {
            if (!PATTERN.matcher(given.get(i)).matches()) {
              body.fault(
                  "/" + NAME + "/" + i,
                  "must be a pattern such as invoice-*: small letters, digits, - and *");
            }
          }
          if (role.filter(Role.OPERATOR::equals).isEmpty()) {
            body.fault("/" + NAME, "limits an operator: leave it out for another role");
          }
        });
    return patterns;
  }

  /** As kept; null, so that no limit is known to releases before it, for every task. */
  static String stored(TaskGrant grant) {
    return grant.isLimited() && !grant.patterns().isEmpty()
        ? String.join(" ", grant.patterns())
        : null;
  }

  /** Role and tasks as they were, for the audit. */
  static String inAudit(String role, TaskGrant operates) {
    return JSON.createObjectBuilder()
        .add("role", role)
        .add(NAME, JSON.createArrayBuilder(operates.patterns()))
        .build()
        .toString();
  }

  /** What a row grants. */
  static TaskGrant granted(Row row, String role) throws SQLException {
    return TaskGrant.of(role, row.optionalText(NAME).map(text -> List.of(text.split(" ", -1))));
  }
}
