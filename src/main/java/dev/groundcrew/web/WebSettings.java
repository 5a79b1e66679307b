package dev.groundcrew.web;

import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;

/** What is served at all; nothing before the settings have been read. */
@ApplicationScoped
public class WebSettings implements ReadsSettings {
  private volatile boolean rest;
  private volatile boolean console;

  @Override
  public void read(SettingsReader reader) {
    rest = reader.flag("groundcrew.rest.enabled", true);
    console = reader.flag("groundcrew.console.enabled", true);
  }

  /** Whether there is REST. */
  public boolean rest() {
    return rest;
  }

  /** Whether there is a console; it needs REST. */
  public boolean console() {
    return console && rest;
  }
}
