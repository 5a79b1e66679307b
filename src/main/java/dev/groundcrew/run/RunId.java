package dev.groundcrew.run;

import java.util.Locale;
import java.util.OptionalLong;

/** A run's id as people see it: 13 characters of Crockford's base 32, which sort as the number. */
public final class RunId {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 13;
  private static final int BITS = 5;

  private RunId() {}

  /** The text of an id, which is not negative. */
  public static String text(long id) {
    var characters = new char[LENGTH];
    long rest = id;
    for (int i = LENGTH - 1; i >= 0; i--) {
      characters[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= BITS;
    }
    return new String(characters);
  }

  /** The id of a text; empty if it is none. */
  public static OptionalLong parse(String text) {
    if (text.length() != LENGTH) {
      return OptionalLong.empty();
    }
    long id = 0;
    for (char character : text.toLowerCase(Locale.ROOT).toCharArray()) {
      int digit = ALPHABET.indexOf(character);
      if (digit < 0) {
        return OptionalLong.empty();
      }
      id = id << BITS | digit;
    }
    return id < 0 || !text(id).equals(text.toLowerCase(Locale.ROOT))
        ? OptionalLong.empty()
        : OptionalLong.of(id);
  }
}
