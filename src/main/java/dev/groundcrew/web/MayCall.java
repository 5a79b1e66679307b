package dev.groundcrew.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a resource, or a method of it, which then wins. Not {@code @RolesAllowed}: as a
 * library in somebody else's WAR our callers are not the container's, and Payara asks the container
 * wherever that stands.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MayCall {
  /** In the place of roles: whoever asks, signed in or not. */
  String ANYBODY = "*";

  /** Roles, one of which the caller has; or {@link #ANYBODY}. */
  String[] value();

  /**
   * Whether the method itself leaves out the tasks that its caller may not operate. Without it, a
   * route of operators that names no task in its path is closed to those who are limited.
   */
  boolean narrows() default false;
}
