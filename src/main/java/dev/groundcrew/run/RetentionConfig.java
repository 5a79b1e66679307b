package dev.groundcrew.run;

import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the settings of retention from the start-up on. */
@ApplicationScoped
class RetentionConfig implements ReadsSettings {
  private volatile RetentionSettings settings;

  @Override
  public void read(SettingsReader reader) {
    settings = RetentionSettings.read(reader);
  }

  RetentionSettings settings() {
    return settings;
  }
}
