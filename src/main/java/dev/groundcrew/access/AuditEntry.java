package dev.groundcrew.access;

import java.util.Optional;

/**
 * What somebody did, or tried to do.
 *
 * @param who a user, or a token after {@code token:}; of a refused sign-in, the name that was given
 * @param address where the request came from
 * @param action the HTTP method, or SIGN_IN
 * @param target the path
 * @param status of the answer
 * @param before what stood there, with secrets masked
 * @param after what was asked for, with secrets masked
 */
record AuditEntry(
    String who,
    String address,
    String action,
    String target,
    Outcome outcome,
    int status,
    Optional<String> before,
    Optional<String> after) {
  private static final int LONGEST_WHO = 120;
  private static final int LONGEST_ADDRESS = 60;
  private static final int LONGEST_ACTION = 20;
  private static final int LONGEST_TARGET = 300;
  private static final int LONGEST_VALUE = 4_000;

  static final String SIGN_IN = "SIGN_IN";

  /** What became of it. */
  enum Outcome {
    /** It was done. */
    DONE,
    /** The caller may not do it, or is not who they say. */
    REFUSED,
    /** It was wrong, or the server failed. */
    FAILED;

    static Outcome of(int status) {
      if (status < 400) {
        return DONE;
      }
      return status == 401 || status == 403 || status == 429 ? REFUSED : FAILED;
    }
  }

  AuditEntry {
    who = fit(who, LONGEST_WHO);
    address = fit(address, LONGEST_ADDRESS);
    action = fit(action, LONGEST_ACTION);
    target = fit(target, LONGEST_TARGET);
    before = before.map(value -> fit(value, LONGEST_VALUE));
    after = after.map(value -> fit(value, LONGEST_VALUE));
  }

  /** Short enough for its column, and without what PostgreSQL or a terminal chokes on. */
  private static String fit(String text, int most) {
    String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return clean.length() <= most ? clean : clean.substring(0, most - 1) + "…";
  }
}
