package dev.groundcrew.run;

/**
 * Who holds a run that waits for its start or is under way. An ended run is held by nobody, but
 * keeps its last token.
 *
 * @param life the start of the node that holds it; 0 if nobody does
 * @param token the fencing token: from one sequence, greater with each claim of the run; 0 before
 *     the first, and for runs that live in one node's memory only
 */
public record Claim(long life, long token) {
  /** Held by nobody, never was. */
  public static final Claim NONE = new Claim(0, 0);

  Claim released() {
    return new Claim(0, token);
  }
}
