package dev.groundcrew.engine;

/**
 * A CDI event: tasks may run from now on.
 *
 * @param node this node's name
 */
public record EngineOpened(String node) {}
