/**
 * How runs are seen in traces: where the server offers OpenTelemetry, each attempt is a span.
 *
 * <ol>
 *   <li>The request that asked for a run, or the code that submitted it, is the parent of its
 *       attempts, also on another node and after a restart: its {@code traceparent} is stored with
 *       the run. A run that nobody asked for begins a trace.
 *   <li>The span is current while the task's code is called, so that spans of its own, and calls
 *       through instrumented clients, become its children. It ends with the attempt.
 *   <li>No server has to have OpenTelemetry: {@code beans.xml} leaves the only class that knows it
 *       out where its API is missing.
 * </ol>
 */
package dev.groundcrew.watch.tracing;
