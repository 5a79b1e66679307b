package dev.groundcrew.watch;

/**
 * A CDI event: a problem has been raised, or has cleared.
 *
 * @param problem which
 * @param open true when it begins
 */
public record ProblemChanged(OpenProblem problem, boolean open) {}
