package dev.groundcrew.settings;

/**
 * A CDI bean that reads settings of its feature. Called once, at start-up, before anything runs; if
 * any fault was found by then the deployment fails with all of them.
 */
public interface ReadsSettings {
  /** Reads the feature's settings and keeps them. */
  void read(SettingsReader reader);
}
