package dev.groundcrew.settings;

/**
 * One thing that an operator may set, as a feature asked for it.
 *
 * @param key such as {@code groundcrew.shutdown.grace}
 * @param fallback the text that stands where nobody sets it; empty if there is none
 * @param range what a value must be, in words
 */
public record Setting(String key, String fallback, String range) {}
