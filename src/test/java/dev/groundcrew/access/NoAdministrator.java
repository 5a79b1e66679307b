package dev.groundcrew.access;

import java.util.Optional;

/** For an engine that nobody signs in to. */
public final class NoAdministrator extends FirstAdministrator {
  @Override
  public Optional<String> ensure() {
    return Optional.empty();
  }
}
