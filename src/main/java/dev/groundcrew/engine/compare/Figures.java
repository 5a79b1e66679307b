package dev.groundcrew.engine.compare;

import java.util.Optional;

/**
 * What was seen of one way, all rounds together. Times are nanoseconds; what is not known is empty.
 *
 * @param way what went on
 * @param runs that have ended
 * @param cut how many of them were asked to end because their time was over
 * @param timeNanos how long it went on
 * @param wallNanos of all runs together, without what they were held back
 * @param longestNanos of the longest run
 * @param cpuNanos of the runs' own threads
 * @param processCpuNanos of the whole process meanwhile, requests included
 * @param heldNanos how long requests held runs back
 * @param threads that runs held on average
 * @param mostThreads that runs held at once
 * @param requests answered meanwhile
 * @param request50Nanos how long the median request took
 * @param request99Nanos the 99th percentile
 * @param ready50Nanos how long a thread that had become ready waited for a processor, the median
 * @param ready99Nanos the 99th percentile
 */
record Figures(
    Way way,
    int runs,
    int cut,
    long timeNanos,
    long wallNanos,
    long longestNanos,
    Optional<Long> cpuNanos,
    Optional<Long> processCpuNanos,
    long heldNanos,
    double threads,
    int mostThreads,
    long requests,
    Optional<Long> request50Nanos,
    Optional<Long> request99Nanos,
    Optional<Long> ready50Nanos,
    Optional<Long> ready99Nanos) {}
