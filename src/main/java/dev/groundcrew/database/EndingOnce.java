package dev.groundcrew.database;

import java.util.concurrent.atomic.AtomicBoolean;

/** Tells only the first end. Safe for use by several threads. */
final class EndingOnce<T> implements Database.Ending<T> {
  private final Database.Ending<T> ending;
  private final AtomicBoolean told = new AtomicBoolean();

  EndingOnce(Database.Ending<T> ending) {
    this.ending = ending;
  }

  @Override
  public void committed(T result) {
    if (told.compareAndSet(false, true)) {
      ending.committed(result);
    }
  }

  @Override
  public void rolledBack() {
    if (told.compareAndSet(false, true)) {
      ending.rolledBack();
    }
  }
}
