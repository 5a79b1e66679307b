package dev.groundcrew.web;

import jakarta.json.spi.JsonProvider;

/**
 * The provider of JSON builders and readers, looked up once. Each method of {@link
 * jakarta.json.Json} looks it up anew in all libraries of the application and the server: a fifth
 * of a millisecond at best, for every object of an answer.
 */
public final class SharedJson {
  /** Safe for use by several threads, as {@link JsonProvider} says. */
  public static final JsonProvider JSON = JsonProvider.provider();

  private SharedJson() {}
}
