package dev.groundcrew.watch.jmx;

import dev.groundcrew.engine.Controls;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.run.Run;
import dev.groundcrew.run.RunId;
import dev.groundcrew.run.RunState;
import dev.groundcrew.watch.RecentRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One task, as it is when asked.
 *
 * @param name which
 * @param known how it was at the last look
 */
record TaskBean(
    String name,
    Function<String, Vitals.OfTask> known,
    RecentRuns recent,
    Vitals vitals,
    Controls controls,
    OnServerThread thread)
    implements TaskMXBean {
  private static final String WHO = "JMX";

  private RecentRuns.Summary summary() {
    return recent.of(name);
  }

  private <T> T last(Function<Run, Optional<T>> part) {
    return summary().last().flatMap(part).orElse(null);
  }

  private Vitals.OfTask now() {
    return known.apply(name);
  }

  private static Double seconds(Optional<Duration> duration) {
    return duration.map(length -> length.toNanos() / 1e9).orElse(null);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getDescription() {
    return now().definition().description();
  }

  @Override
  public String getState() {
    return now().definition().enabled() ? now().state() : "DISABLED";
  }

  @Override
  public String getSchedule() {
    return now().scheduleText();
  }

  @Override
  public String getNextRun() {
    return now().due().map(Instant::toString).orElse(null);
  }

  @Override
  public String getLastRun() {
    return last(run -> Optional.of(RunId.text(run.id())));
  }

  @Override
  public String getLastRunStartedAt() {
    return last(run -> run.startedAt().map(Instant::toString));
  }

  @Override
  public String getLastRunEndedAt() {
    return last(run -> run.endedAt().map(Instant::toString));
  }

  @Override
  public String getLastRunOutcome() {
    return last(run -> Optional.of(run.state().name()));
  }

  @Override
  public String getLastRunError() {
    return last(run -> run.ending().error());
  }

  @Override
  public int getRunning() {
    return now().running();
  }

  @Override
  public long getWaiting() {
    return now().waiting();
  }

  @Override
  public long getSucceeded() {
    return summary().count(RunState.SUCCEEDED);
  }

  @Override
  public long getFailed() {
    return summary().count(RunState.FAILED) + summary().count(RunState.TIMED_OUT);
  }

  @Override
  public long getSkipped() {
    return summary().count(RunState.SKIPPED);
  }

  @Override
  public Double getP50Seconds() {
    return seconds(summary().p50());
  }

  @Override
  public Double getP95Seconds() {
    return seconds(summary().p95());
  }

  @Override
  public String getVerdict() {
    return thread.call(() -> vitals.verdict(name));
  }

  @Override
  public String run() {
    return thread.call(() -> controls.run(name, WHO));
  }

  @Override
  public void pause(String reason) {
    thread.run(() -> controls.pause(name, WHO, reason == null ? "" : reason));
  }

  @Override
  public void resume() {
    thread.run(() -> controls.resume(name));
  }

  @Override
  public int cancel() {
    return thread.call(() -> controls.cancel(name, WHO));
  }
}
