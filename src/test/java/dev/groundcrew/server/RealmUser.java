package dev.groundcrew.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Somebody whom the administrator of a server has put into its file realm.
 *
 * @param groups that the server knows them to be in
 */
record RealmUser(String name, String password, List<String> groups) {
  RealmUser {
    groups = List.copyOf(groups);
  }

  /**
   * The command of {@code asadmin} that makes the user.
   *
   * @param folder where the password may lie, since it takes none from its own line
   */
  String command(Path folder) {
    Path file = folder.resolve(name + ".password");
    try {
      Files.writeString(file, "AS_ADMIN_USERPASSWORD=" + password + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "create-file-user --passwordfile %s --groups %s %s"
        .formatted(file, String.join(":", groups), name);
  }
}
