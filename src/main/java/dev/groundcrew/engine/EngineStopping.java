package dev.groundcrew.engine;

/**
 * A CDI event: the engine is about to stop; the database is still there.
 *
 * @param node this node's name
 */
public record EngineStopping(String node) {}
