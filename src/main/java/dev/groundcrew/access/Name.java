package dev.groundcrew.access;

import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import java.util.Optional;
import java.util.regex.Pattern;

/** What users and tokens may be called: fit for a path, a header and HTTP Basic. */
final class Name {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

  private Name() {}

  /** Whether there could be somebody of this name. */
  static boolean isPossible(String text) {
    return NAME.matcher(text).matches();
  }

  /** The name behind which a page begins. */
  static String after(Query query) {
    String after = query.text("after").orElse("");
    if (!after.isEmpty() && !isPossible(after)) {
      throw ProblemException.badRequest("after", "must be the last page's next");
    }
    return after;
  }

  /** The field {@code name}, which may not be missing. */
  static Optional<String> read(JsonBody body) {
    Optional<String> name = body.text("name").filter(Name::isPossible);
    if (name.isEmpty()) {
      body.fault(
          "/name", "must be 1 to 100 letters, digits, . _ @ - and begin with a letter or digit");
    }
    return name;
  }

  /** The field {@code role}, which may not be missing. */
  static Optional<String> role(JsonBody body) {
    Optional<String> role = body.text("role").filter(Role.ALL::contains);
    if (role.isEmpty()) {
      body.fault("/role", "must be one of " + String.join(", ", Role.ALL));
    }
    return role;
  }
}
