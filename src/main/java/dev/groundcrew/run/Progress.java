package dev.groundcrew.run;

/**
 * How far a run is.
 *
 * @param done units of work done
 * @param total units of work in all; 0 while unknown
 */
public record Progress(long done, long total) {
  public static final Progress NONE = new Progress(0, 0);

  public Progress {
    if (done < 0 || total < 0) {
      throw new IllegalArgumentException("progress must not be negative: " + done + "/" + total);
    }
  }
}
