package dev.groundcrew.access;

import dev.groundcrew.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The tasks that somebody may operate, by patterns of their names in which {@code *} stands for any
 * characters (rule 13 of the package). Immutable.
 *
 * @param patterns one of which the name fits; none for nobody's task
 */
public record TaskGrant(List<String> patterns) {
  private static final String ANY = "*";
  private static final String REQUEST = TaskGrant.class.getName();

  static final TaskGrant ALL = new TaskGrant(List.of(ANY));
  static final TaskGrant NONE = new TaskGrant(List.of());

  public TaskGrant {
    patterns = List.copyOf(patterns);
  }

  /** What a role lets its holder operate; only an operator can be limited. */
  static TaskGrant of(String role, Optional<List<String>> limit) {
    return switch (role) {
      case Role.ADMINISTRATOR -> ALL;
      case Role.OPERATOR -> limit.map(TaskGrant::new).orElse(ALL);
      default -> NONE;
    };
  }

  /** What the caller of a request may operate; nothing, if nobody has come in with it. */
  public static TaskGrant of(HttpServletRequest request) {
    return request.getAttribute(REQUEST) instanceof TaskGrant grant ? grant : NONE;
  }

  /** Lets the rest of the request know. */
  void belongTo(HttpServletRequest request) {
    request.setAttribute(REQUEST, this);
  }

  /** Whether there are tasks that it does not cover. */
  public boolean isLimited() {
    return !patterns.contains(ANY);
  }

  /** Whether it covers a task. */
  public boolean covers(String task) {
    return patterns.stream().anyMatch(pattern -> fits(pattern, task));
  }

  /**
   * Refuses tasks that it does not cover.
   *
   * @throws ProblemException 403
   */
  public void require(Collection<String> tasks) {
    List<String> others = tasks.stream().filter(task -> !covers(task)).distinct().toList();
    if (!others.isEmpty()) {
      throw ProblemException.forbidden(
          "You may operate "
              + inWords()
              + ", not "
              + String.join(", ", others)
              + ": an administrator can grant more (tasks of the user or token)");
    }
  }

  /** For a person who is refused something. */
  String inWords() {
    return patterns.isEmpty() ? "no task" : "the tasks " + String.join(", ", patterns);
  }

  /** In linear time: a regular expression of many stars would not be. */
  private static boolean fits(String pattern, String name) {
    int at = 0;
    int star = -1;
    int tried = 0;
    int next = 0;
    while (next < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        tried = next;
      } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(next)) {
        at++;
        next++;
      } else if (star >= 0) {
        at = star + 1;
        next = ++tried;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(rest -> rest == '*');
  }
}
