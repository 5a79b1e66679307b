package dev.groundcrew.builtin.backup;

import dev.groundcrew.builtin.backup.BackupResource.Backup;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** Tasks that copy the embedded database. */
@Dependent
class BackupType implements TaskType {
  private final Backups backups;

  @Inject
  BackupType(Backups backups) {
    this.backups = backups;
  }

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public String description() {
    return "Copies the embedded database while tasks run; the newest copies stay.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Mode mode() {
    return Mode.POOLED;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    return context -> {
      Backup made = backups.make();
      context.message(String.format(Locale.ROOT, "%s, %,d bytes", made.file(), made.bytes()));
      return null;
    };
  }
}
