package dev.groundcrew.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a node did in a quarter of a minute.
 *
 * @param node its name
 * @param at when that ended, by the database's clock
 * @param requests requests to the application that it answered; what consoles repeat by themselves
 *     is not counted
 * @param inFlight requests that it was answering at the end
 * @param p99 99 in a hundred requests took no longer; empty if there were none
 * @param cpu share of its processors that its process used, 0 to 1; empty where nobody tells
 * @param heap bytes of its heap in use at the end
 * @param heapMost bytes that its heap may have
 * @param threads of its process at the end
 * @param runs runs under way at the end
 * @param skew by how much its clock was ahead of the database's
 */
public record NodeLoad(
    String node,
    Instant at,
    long requests,
    int inFlight,
    Optional<Duration> p99,
    Optional<Double> cpu,
    long heap,
    long heapMost,
    int threads,
    int runs,
    Duration skew) {}
