package dev.groundcrew.watch.jmx;

import dev.groundcrew.engine.Engine;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.watch.Problems;

/** This node, as it is when asked. */
record NodeBean(String name, Engine engine, Vitals vitals, Problems problems)
    implements NodeMXBean {
  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isReady() {
    return engine.unready().isEmpty();
  }

  @Override
  public String getUnreadyReason() {
    return engine.unready().orElse(null);
  }

  @Override
  public boolean isLive() {
    return engine.live();
  }

  @Override
  public double getHeartbeatAgeSeconds() {
    return vitals.heartbeatAge().toNanos() / 1e9;
  }

  @Override
  public int getTasks() {
    return vitals.tasks().size();
  }

  @Override
  public int getRunning() {
    return vitals.tasks().stream().mapToInt(Vitals.OfTask::running).sum();
  }

  @Override
  public long getWaiting() {
    return vitals.tasks().stream().mapToLong(Vitals.OfTask::waiting).sum();
  }

  @Override
  public int getUnwrittenRuns() {
    return vitals.unwritten();
  }

  @Override
  public long getLostRuns() {
    return vitals.lost();
  }

  @Override
  public String[] getProblems() {
    return problems.open().stream().map(problem -> problem.text()).toArray(String[]::new);
  }
}
