package dev.groundcrew.server;

import java.nio.file.Path;
import java.util.List;

/** How the JVM of a server is told to start. */
enum Flags {
  /** Both compilers. */
  NONE("no flags"),
  /** The quick compiler alone. */
  C1("-XX:TieredStopAtLevel=1"),
  /** Classes from an archive, as an earlier start left them. */
  CDS("AppCDS"),
  /** Both. */
  CDS_C1("AppCDS, -XX:TieredStopAtLevel=1");

  private final String words;

  Flags(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }

  List<String> options(Path archive) {
    return switch (this) {
      case NONE -> List.of();
      case C1 -> List.of("-XX:TieredStopAtLevel=1");
      case CDS -> List.of("-XX:SharedArchiveFile=" + archive);
      case CDS_C1 -> List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1");
    };
  }
}
