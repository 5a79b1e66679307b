package dev.groundcrew.web;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What a REST method takes beside JSON; a body that names no type is taken as well. With {@code
 * Consumes} of JAX-RS that would depend on the server: WildFly refuses a body without a type then.
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface TakesToo {
  /** A media type, in small letters and without parameters. */
  String value();
}
