package dev.groundcrew.builtin.backup;

import dev.groundcrew.builtin.backup.BackupResource.Backup;
import dev.groundcrew.database.BackupRefusedException;
import dev.groundcrew.database.Database;
import dev.groundcrew.database.OnlineBackup;
import dev.groundcrew.settings.Own;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** The backups of this application's database. Safe for use by several threads. */
@ApplicationScoped
class Backups implements ReadsSettings {
  @Inject Instance<Database> database;
  @Inject @Own Instance<InstantSource> clock;

  private volatile OnlineBackup backup;

  @Override
  public void read(SettingsReader reader) {
    backup =
        new OnlineBackup(database.get(), reader.integer("groundcrew.backup.keep", 7, 1, 1_000));
  }

  /** Makes one. */
  Backup make() throws BackupRefusedException {
    Instant now = clock.get().instant();
    Path file = backup.make(now);
    try {
      return new Backup(file.toString(), Files.size(file), now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
