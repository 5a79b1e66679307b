package dev.groundcrew.watch.jmx;

import javax.management.MXBean;

/** This node. */
@MXBean
public interface NodeMXBean {
  /** What it is called. */
  String getName();

  /** Whether requests and runs may come. */
  boolean isReady();

  /** Why not; null if it is ready. */
  String getUnreadyReason();

  /** Whether it can go on by itself. */
  boolean isLive();

  /** How long ago the engine's heartbeat beat last, in seconds; it does so every second. */
  double getHeartbeatAgeSeconds();

  /** How many tasks there are. */
  int getTasks();

  /** Runs with a slot. */
  int getRunning();

  /** Runs without a slot yet. */
  long getWaiting();

  /** Runs that wait in memory to be written. */
  int getUnwrittenRuns();

  /** Runs that were never written, since the database was away too long. */
  long getLostRuns();

  /** What is wrong, in words. */
  String[] getProblems();
}
