/**
 * Groundcrew from outside: real servers, real processes, HTTP.
 *
 * <ol>
 *   <li>A test starts its server as a process of its own, on loopback, with a home of its own below
 *       {@code target/}; nothing survives the test, not even when it fails.
 *   <li>Tests that can share settings share one server ({@link
 *       dev.groundcrew.server.SharedServer}).
 *   <li>Tasks under test are ordinary beans in {@code tasks}, added to the built WAR; wrong ones
 *       are in {@code broken}. What they find out inside they tell as the run's message or log.
 *   <li>Times are compared with each other, never with the speed of the machine.
 * </ol>
 */
package dev.groundcrew.server;
