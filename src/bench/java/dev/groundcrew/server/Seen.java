package dev.groundcrew.server;

/**
 * One measurement.
 *
 * @param perSecond requests answered a second
 * @param p50 median latency in milliseconds
 * @param p99 its 99th percentile
 * @param work pieces of background work a second
 * @param busy how busy all processors were, 0 to 1
 */
record Seen(double perSecond, double p50, double p99, double work, double busy) {}
