package dev.groundcrew.settings;

import java.util.Locale;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Where Groundcrew stands in its application: alone in a WAR of its own, or as a library in
 * somebody else's. There it keeps below one path, and what a server has once for all applications
 * carries the application's name.
 *
 * @param path of everything of ours below the context path: empty, or {@code /groundcrew}
 * @param application the application's name; empty in a WAR of our own
 */
public record Place(String path, Optional<String> application) {
  /** Only the library JAR has this file. */
  private static final String MARK = "library.properties";

  private static final String NAME = "java:app/AppName";
  private static final Place ALONE = new Place("", Optional.empty());

  /** One class loader loads this for each application. */
  private static final class Holder {
    static final Place CURRENT = find();
  }

  /**
   * The place of this application. The first caller must be on a thread of the application's.
   *
   * @throws IllegalStateException if the server does not tell the application's name
   */
  public static Place current() {
    return Holder.CURRENT;
  }

  private static Place find() {
    return Place.class.getResource(MARK) == null
        ? ALONE
        : new Place("/groundcrew", Optional.of(fit(name())));
  }

  private static String name() {
    try {
      return InitialContext.doLookup(NAME);
    } catch (NamingException e) {
      throw new IllegalStateException("the server does not tell " + NAME, e);
    }
  }

  /** As it may stand in a file's, a cookie's and an MBean's name. */
  static String fit(String name) {
    String fit = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return fit.replaceAll("^[.-]+", "").isEmpty() ? "root" : fit.replaceAll("^[.-]+", "");
  }

  /**
   * The part of a path that is ours, such as {@code /api/tasks}.
   *
   * @param inside a path below the context path
   */
  public String below(String inside) {
    return inside.startsWith(path) ? inside.substring(path.length()) : inside;
  }

  /** A name that is this application's alone on the server. */
  public String named(String name) {
    return application.map(of -> name + "-" + of).orElse(name);
  }
}
