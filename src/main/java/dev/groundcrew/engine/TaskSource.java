package dev.groundcrew.engine;

/**
 * Where tasks come from while the application runs, besides its code and its configuration; it may
 * change when those of code and configuration are due, too. A bean of the package that has them.
 * Called by several threads.
 */
public interface TaskSource {
  /**
   * Before the engine starts, once.
   *
   * @param engine whose tasks it adds, changes and removes
   * @param factory what tasks are made with
   */
  void begin(Engine engine, TaskFactory factory);

  /** The gate has opened: a task that is added from now on is due by its schedule at once. */
  void startFromNowOn();

  /**
   * Brings in force here what was changed elsewhere since the last call, all of it at the first.
   *
   * @throws dev.groundcrew.database.DatabaseException if the database is away
   */
  void follow();
}
