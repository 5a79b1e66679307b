package dev.groundcrew.server;

import java.nio.file.Path;
import java.util.List;

/** What differs from server to server. */
interface ServerKind {
  /**
   * Where one server lives and what it is given.
   *
   * @param folder a folder of its own
   * @param wars what it serves
   * @param atRoot whether it serves its one WAR at the context root, and not at its file's name
   * @param properties a file of system properties
   * @param serverExecutors whether the server has executors of its administrator's for Groundcrew
   * @param jvmOptions more options of its JVM
   */
  record Place(
      Path folder,
      List<Path> wars,
      boolean atRoot,
      Path properties,
      boolean serverExecutors,
      List<String> jvmOptions) {}

  /** A server that is about to start. */
  record Launch(int port, List<String> command) {}

  /** Makes ready what a start needs, with ports that are free now. */
  Launch launch(Place place);

  /** Whether somebody else was faster in taking a port. */
  boolean portWasTaken(String log);

  /** Whether the server has given up on the WAR. */
  boolean deploymentFailed(String log);
}
