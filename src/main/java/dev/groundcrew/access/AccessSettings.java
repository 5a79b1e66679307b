package dev.groundcrew.access;

import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the configuration says about access. */
@ApplicationScoped
class AccessSettings implements ReadsSettings {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 200;

  private Optional<String> administratorPassword = Optional.empty();

  @Override
  public void read(SettingsReader reader) {
    String key = "groundcrew.admin.password";
    administratorPassword = reader.optionalText(key);
    int length = administratorPassword.map(String::length).orElse(SHORTEST);
    if (length < SHORTEST || length > LONGEST) {
      // The password itself must not stand in the message.
      reader.fault(key, "must have " + SHORTEST + " to " + LONGEST + " characters");
    }
  }

  Optional<String> administratorPassword() {
    return administratorPassword;
  }
}
