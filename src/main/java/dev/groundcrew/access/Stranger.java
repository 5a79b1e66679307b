package dev.groundcrew.access;

/**
 * Somebody whom others have checked.
 *
 * @param subject who that is for ever, whatever the name
 * @param name as the person is called there
 * @param role that the groups there give
 */
record Stranger(String subject, String name, String role) {}
