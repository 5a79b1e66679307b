package dev.groundcrew.access;

import dev.groundcrew.settings.Place;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the configuration says about signing in with names and passwords of the server's realm. */
@ApplicationScoped
class ServerSignInSettings implements ReadsSettings {
  private static final String KEY = "groundcrew.sign-in";
  private static final String OWN = "own";
  private static final String SERVER = "server";

  private Optional<RoleMapping> roles = Optional.empty();

  @Override
  public void read(SettingsReader reader) {
    String way = reader.text(KEY, OWN).strip();
    RoleMapping mapping = RoleMapping.read(reader, KEY + ".");
    if (way.equals(OWN)) {
      return;
    }
    if (!way.equals(SERVER)) {
      reader.fault(KEY, "'" + way + "' must be own or server");
    } else if (!Place.current().path().isEmpty()) {
      reader.fault(
          KEY,
          "'server' is for Groundcrew's own WAR: here the server's login is your application's");
    } else if (mapping.isEmpty()) {
      reader.fault(
          KEY + ".viewers",
          "names no group, and neither do operators and administrators: nobody could sign in");
    }
    roles = Optional.of(mapping);
  }

  /** Which groups of the server have which role; empty if it is not asked. */
  Optional<RoleMapping> roles() {
    return roles;
  }
}
