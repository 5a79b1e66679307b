package dev.groundcrew.server.shop;

/** What the shop sells; written by {@link ItemWriter}. */
public record Item(String name) {}
