package dev.groundcrew.watch.jmx;

import dev.groundcrew.engine.Vitals;

/** The executor of claims, launches and continuations, as it is when asked. */
record ShortWorkBean(Vitals vitals) implements ExecutorMXBean {
  @Override
  public int getLimit() {
    return vitals.shortWork().limit();
  }

  @Override
  public void setLimit(int limit) {
    throw new UnsupportedOperationException("the limit of short work is fixed");
  }

  @Override
  public int getActive() {
    return vitals.shortWork().active();
  }

  @Override
  public long getQueued() {
    return vitals.shortWork().queued();
  }

  @Override
  public long getCompleted() {
    return vitals.shortWork().completed();
  }

  @Override
  public long getRejected() {
    return vitals.shortWork().refused();
  }

  @Override
  public int getLargest() {
    return vitals.shortWork().mostActive();
  }
}
