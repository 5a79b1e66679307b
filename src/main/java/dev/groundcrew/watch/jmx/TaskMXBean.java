package dev.groundcrew.watch.jmx;

import javax.management.MXBean;

/**
 * A task on this node. Times are ISO-8601 instants in UTC; what is not known is null. Counts and
 * percentiles rest on what this node has seen since its start.
 */
@MXBean
public interface TaskMXBean {
  /** What it is called. */
  String getName();

  /** What it does. */
  String getDescription();

  /** ACTIVE, PAUSED or QUARANTINED; DISABLED if only people start it. */
  String getState();

  /** When it is due, in words. */
  String getSchedule();

  /** When it is due next. */
  String getNextRun();

  /** The last run that ended. */
  String getLastRun();

  /** When it began. */
  String getLastRunStartedAt();

  /** When it ended. */
  String getLastRunEndedAt();

  /** How it ended. */
  String getLastRunOutcome();

  /** What it threw. */
  String getLastRunError();

  /** Runs with a slot. */
  int getRunning();

  /** Runs without a slot yet. */
  long getWaiting();

  /** Runs that succeeded. */
  long getSucceeded();

  /** Runs that failed or timed out. */
  long getFailed();

  /** Ticks that were skipped. */
  long getSkipped();

  /** Half of the recent runs took no longer, in seconds. */
  Double getP50Seconds();

  /** 95 of 100 recent runs took no longer, in seconds. */
  Double getP95Seconds();

  /** What its recent runs say about the mode it needs. */
  String getVerdict();

  /** Starts a run; gives its id. */
  String run();

  /** Stops its schedule on all nodes until it is resumed. */
  void pause(String reason);

  /** Ends its pause or quarantine on all nodes. */
  void resume();

  /** Asks all of its runs on this node to end; gives how many there were. */
  int cancel();
}
