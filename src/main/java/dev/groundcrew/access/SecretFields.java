package dev.groundcrew.access;

import java.util.Set;

/** Whoever knows that fields of requests are secret whose names do not tell. */
public interface SecretFields {
  /** The names of the fields, wherever in a body they stand. Called by any thread. */
  Set<String> names();
}
