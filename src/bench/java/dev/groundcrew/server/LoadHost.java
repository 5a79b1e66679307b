package dev.groundcrew.server;

import java.util.List;

/** A server that does background work beside requests. */
interface LoadHost extends AutoCloseable {
  int port();

  /** Begins some work. */
  List<String> start(Way way);

  /** Ends it. */
  void stop(Way way, List<String> begun);

  /** Pieces of work done so far. */
  long done();

  @Override
  void close();
}
