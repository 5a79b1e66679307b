package dev.groundcrew.server;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What differs from server to server. */
interface ServerKind {
  /**
   * Where one server lives and what it is given.
   *
   * @param folder a folder of its own
   * @param war what it serves at the context root
   * @param properties a file of system properties
   * @param serverExecutors whether the server has executors of its administrator's for Groundcrew
   * @param jvmOptions more options of its JVM
   */
  record Place(
      Path folder, Path war, Path properties, boolean serverExecutors, List<String> jvmOptions) {}

  /** A server that is about to start. */
  record Launch(int port, List<String> command) {}

  /** Makes ready what a start needs, with ports that are free now. */
  Launch launch(Place place);

  /**
   * Does what an administrator does once the server has its port; most need nothing.
   *
   * @param log gives what the server has printed so far
   */
  default void opened(Place place, Supplier<String> log) {}

  /** Whether somebody else was faster in taking a port. */
  boolean portWasTaken(String log);

  /** Whether the server has given up on the WAR. */
  boolean deploymentFailed(String log);
}
