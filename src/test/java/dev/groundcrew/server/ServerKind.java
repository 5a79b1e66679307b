package dev.groundcrew.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.remote.JMXConnector;

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
   * @param pool a pool of its administrator's for Groundcrew, if it has one
   * @param users whom its administrator has put into the file realm; on Payara Micro only
   * @param jmx how tools sign in to its MBeans, if they may
   */
  record Place(
      Path folder,
      List<Path> wars,
      boolean atRoot,
      Path properties,
      boolean serverExecutors,
      Optional<ServersPool> pool,
      List<RealmUser> users,
      Optional<JmxAgent> jmx) {}

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

  /**
   * A connection to the MBeans of the server that this has launched, by default through the agent
   * of its JVM.
   *
   * @throws SecurityException if the name or the password is wrong
   */
  default JMXConnector connectJmx(Place place, String name, String password) throws IOException {
    return place.jmx().orElseThrow().connect(name, password);
  }

  /**
   * Gives the server a command of {@code asadmin} and returns its output.
   *
   * @throws IllegalStateException with the output, if it fails
   */
  default String asadmin(Place place, String name, String... arguments) {
    throw new UnsupportedOperationException("it has no asadmin");
  }

  /** Takes the one WAR at the root away, as an administrator does, while the server goes on. */
  default void undeploy(Place place) {
    throw new UnsupportedOperationException("it keeps its WAR for life");
  }

  /** Brings back what was taken away. */
  default void deploy(Place place) {
    throw new UnsupportedOperationException("it keeps its WAR for life");
  }

  /** Whether somebody else was faster in taking a port. */
  boolean portWasTaken(String log);

  /** Whether the server has given up on the WAR. */
  boolean deploymentFailed(String log);
}
