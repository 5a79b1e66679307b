package dev.groundcrew.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLNonTransientConnectionException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of one H2 file in one folder, with the time in their names; only the newest stay.
 *
 * @param folder where they are; made with access for its owner only if it is missing
 * @param prefix how their names begin
 * @param kept how many stay, from 1
 */
record ZippedCopies(Path folder, String prefix, int kept) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * Copies the file, then deletes the oldest copies.
   *
   * @param middle what stands between prefix and time
   * @throws DatabaseException if that fails
   */
  Path add(H2File file, String middle, Instant now) {
    Path copy = folder.resolve(prefix + middle + STAMP.format(now) + ".zip");
    try {
      PrivateFolder.makeFolder(folder);
      file.copyTo(copy);
      deleteOld();
      return copy;
    } catch (IOException e) {
      throw new DatabaseException(
          new SQLNonTransientConnectionException(
              "the folder " + folder + " cannot be used for copies: " + e, e));
    }
  }

  private void deleteOld() throws IOException {
    List<Path> copies;
    try (Stream<Path> files = Files.list(folder)) {
      copies =
          files
              .filter(this::isCopy)
              .sorted(Comparator.comparing(ZippedCopies::stamp).reversed())
              .toList();
    }
    for (Path old : copies.subList(Math.min(kept, copies.size()), copies.size())) {
      Files.delete(old);
    }
  }

  private boolean isCopy(Path path) {
    return path.getFileName()
        .toString()
        .matches("\\Q" + prefix + "\\E.*\\d{8}T\\d{6}\\.\\d{3}Z\\.zip");
  }

  private static String stamp(Path copy) {
    String name = copy.getFileName().toString();
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
