package dev.groundcrew.run;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one attempt says while it runs, until {@link History} has written it. Keeps 1 MB (rule 4 of
 * the package). Safe for use by several threads.
 */
public final class RunLog {
  static final int MAX_CHARACTERS = 1_000_000;
  private static final int LONGEST_LINE = 8_000;

  private final long run;
  private final InstantSource clock;
  private final Consumer<RunLog> changed;
  private List<LogLine> unwritten = new ArrayList<>();
  private boolean placed;
  private int lines;
  private int characters;
  private long dropped;

  /**
   * A log of one attempt.
   *
   * @param placed whether its first line is the run's first; else it must be {@linkplain
   *     #placeAfter placed} behind what earlier attempts have said before it is written
   * @param changed told after each line
   */
  RunLog(long run, boolean placed, InstantSource clock, Consumer<RunLog> changed) {
    this.run = run;
    this.placed = placed;
    this.clock = clock;
    this.changed = changed;
  }

  /** A log that is never written: it ends with the attempt. */
  public static RunLog unkept(Run run, InstantSource clock) {
    return new RunLog(run.id(), true, clock, log -> {});
  }

  /** The run that speaks. */
  long run() {
    return run;
  }

  /** Adds a text; each of its lines becomes one of the log. */
  public void append(String level, String text) {
    synchronized (this) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      PlainText.lines(text, MAX_CHARACTERS).lines().forEach(line -> add(now, level, line));
    }
    changed.accept(this);
  }

  private void add(Instant now, String level, String line) {
    String plain = PlainText.of(line, LONGEST_LINE);
    if (characters + plain.length() > MAX_CHARACTERS) {
      dropped++;
      return;
    }
    characters += plain.length();
    unwritten.add(new LogLine(++lines, now, level, plain));
  }

  /** Says how much was not kept, if anything. Nothing is added after it. */
  public void close() {
    synchronized (this) {
      if (dropped == 0) {
        return;
      }
      characters = MAX_CHARACTERS;
      unwritten.add(
          new LogLine(
              ++lines,
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              "WARNING",
              dropped + " more lines were not kept: a run's log holds 1 MB"));
      dropped = 0;
    }
    changed.accept(this);
  }

  /** Whether its lines have their places in the run's log. */
  synchronized boolean isPlaced() {
    return placed;
  }

  /** Numbers the lines that are not written yet, and all later ones, from behind a line on. */
  synchronized void placeAfter(int last) {
    lines = last;
    unwritten.replaceAll(line -> new LogLine(++lines, line.at(), line.level(), line.text()));
    placed = true;
  }

  /** Somebody else has written to the run's log: the next write places this one anew. */
  synchronized void misplaced() {
    placed = false;
  }

  /** Lines that are not in the database yet. */
  synchronized List<LogLine> unwritten() {
    return List.copyOf(unwritten);
  }

  /** Forgets lines that are in the database now: the first {@code count}. */
  synchronized void written(int count) {
    unwritten = new ArrayList<>(unwritten.subList(count, unwritten.size()));
  }
}
