package dev.groundcrew.queue;

import dev.groundcrew.database.TestDatabase;

/** A scheduler on a database of its own, with {@value #THREADS} threads for its runs. */
interface Contender extends AutoCloseable {
  int THREADS = 10;

  /** Stores runs that are due, in batches, before the start. */
  void store(int count) throws Exception;

  /** Begins to take runs. */
  void start() throws Exception;

  /** Asks for one run, at once; it is stored when this returns. By several threads. */
  void submit() throws Exception;

  /** How many runs have not ended as far as the database knows. */
  long left();

  @Override
  void close();

  /** Makes one. */
  @FunctionalInterface
  interface Maker {
    /**
     * A contender that is not started.
     *
     * @param body what each run does
     */
    Contender make(TestDatabase tables, Runnable body) throws Exception;
  }
}
