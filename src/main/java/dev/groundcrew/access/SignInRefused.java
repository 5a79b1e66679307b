package dev.groundcrew.access;

/** Somebody who comes from elsewhere is not let in. */
final class SignInRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;

  /** Goes to the sign-in page in small letters. */
  enum Why {
    /** The browser does not know of this sign-in, or it took too long, or it was used before. */
    STALE,
    /** The provider says so, or the person changed their mind there. */
    DENIED,
    /** The provider does not answer as it should. */
    UNAVAILABLE,
    /** What the provider says of the person does not hold. */
    INVALID,
    /** None of the person's groups has a role here. */
    NO_ROLE,
    /** The name cannot be used here, or is another's. */
    NAME
  }

  SignInRefused(Why why, String message) {
    super(message);
    this.why = why;
  }

  SignInRefused(Why why, String message, Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
