package dev.groundcrew.watch.jmx;

import dev.groundcrew.engine.Controls;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.task.Mode;

/** The slots of one mode, as they are when asked. */
record SlotsBean(Mode mode, Vitals vitals, Controls controls) implements ExecutorMXBean {
  @Override
  public int getLimit() {
    return vitals.slots(mode).limit();
  }

  @Override
  public void setLimit(int limit) {
    controls.resize(mode, limit);
  }

  @Override
  public int getActive() {
    return vitals.slots(mode).used();
  }

  @Override
  public long getQueued() {
    return vitals.tasks().stream()
        .filter(task -> task.definition().mode() == mode)
        .mapToLong(Vitals.OfTask::waiting)
        .sum();
  }

  @Override
  public long getCompleted() {
    return vitals.slots(mode).completed();
  }

  @Override
  public long getRejected() {
    return vitals.slots(mode).refused();
  }

  @Override
  public int getLargest() {
    return vitals.slots(mode).mostUsed();
  }
}
