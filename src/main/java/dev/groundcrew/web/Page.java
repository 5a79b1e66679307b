package dev.groundcrew.web;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most as many as were asked for
 * @param next what to pass as {@code after} for the page behind it; null on the last one
 */
public record Page<T>(List<T> items, String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Cuts a page from rows that were read with one more than the limit.
   *
   * @param key of an item, as {@code after} takes it
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    return new Page<>(rows.subList(0, limit), key.apply(rows.get(limit - 1)));
  }

  /** The same page with each item as it is shown. */
  public <R> Page<R> map(Function<? super T, ? extends R> view) {
    return new Page<>(items.stream().<R>map(view).toList(), next);
  }
}
