/**
 * What an operator may set, and how a wrong value is refused.
 *
 * <p>Each feature reads its own settings at start-up into a record of its own, through one {@link
 * dev.groundcrew.settings.SettingsReader}; the reader collects all faults, so that one failed
 * deployment names them all. {@code src/docs/settings.md} lists every setting; a test holds that
 * page to what the features ask for.
 */
package dev.groundcrew.settings;
