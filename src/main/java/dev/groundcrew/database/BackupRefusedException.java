package dev.groundcrew.database;

/** The database cannot be backed up by this application, or not now. */
public final class BackupRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  BackupRefusedException(String message) {
    super(message);
  }
}
