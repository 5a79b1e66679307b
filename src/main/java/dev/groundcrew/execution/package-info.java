/**
 * How a run gets its thread: three modes on the server's executors, deadlines, cancellation.
 *
 * <ol>
 *   <li>Every thread is the server's. Nothing waits inside a server executor, since a live resize
 *       loses what is queued there without a word: each mode has slots of ours, and work is
 *       submitted only when one is free.
 *   <li>An executor that refuses work is looked up again, and the work is offered once more. Work
 *       that was accepted and has not begun within 5 s is taken back and submitted anew. An
 *       executor may refuse everything while the server stops: what ends runs then gets threads of
 *       its own.
 *   <li>DEDICATED runs on a managed thread of its own; POOLED in a slot of a bounded managed
 *       executor; ASYNC is launched there and then holds no thread until its stage completes.
 *   <li>An attempt may throw anything: it then has FAILED, and nothing else is touched.
 *   <li>An attempt that must end is asked first ({@code proceed()} answers false, its stage is
 *       cancelled), interrupted after a while, and given up after a longer one: its stack is kept,
 *       its slot is replaced, and its late return is ignored.
 *   <li>An attempt that returns without having noticed that it should end has succeeded, unless it
 *       was too late. One that throws {@link java.lang.InterruptedException} without having been
 *       asked was interrupted by the server.
 *   <li>What a task logs by itself joins its run's log; its thread's name carries task, run and
 *       attempt, so that the lines in the server's log do.
 *   <li>Each run notes wall time, CPU time of its thread, allocated memory and the time that it was
 *       held back. A task's recent runs give a verdict on the mode it needs, with its evidence;
 *       where the figures do not show it (stages, threads of its own, virtual threads, no CPU
 *       clock) the verdict says so.
 *   <li>While requests need the machine (as many in flight as there are cores, with the processors
 *       busy), background work keeps a share of one core together: {@code proceed()} waits, and so
 *       does the start of a run that nobody asked for by hand. A wait ends with the load, when the
 *       run's turn comes, when it must end, and when the time left until its time-out or next tick
 *       falls under its usual time (p95). Requests to other applications are not seen: the CPU time
 *       of the rest of the process stands in. Under a CPU quota background work is kept below what
 *       requests and a reserve leave of it. ASYNC runs wait at their start only.
 *   <li>While requests come, a checkpoint also gives the processor away every 0.3 ms. While some
 *       come, though they have room, runs that compute leave them one core of all: they take turns
 *       of 5 ms, and that wait counts as held back. Runs of a task that declares itself idle run in
 *       the idle class of Linux, on threads of a pool of ours: they are lowered for good, so no
 *       thread of the server's executors ever is, nor any that runs timers, heartbeats or the
 *       history.
 * </ol>
 */
package dev.groundcrew.execution;
