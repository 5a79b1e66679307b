/**
 * What a server under test has in its JVM besides the server: built into a JAR by {@code
 * TestAgent}.
 */
package dev.groundcrew.server.agent;
