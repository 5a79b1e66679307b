package dev.groundcrew.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

/** The language of what people read. */
public final class Language {
  private static final List<Locale> KNOWN = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.CHINESE);

  private Language() {}

  /** The best of English, German and Chinese for a request; English if it asks for none of them. */
  public static Locale of(HttpHeaders headers) {
    return of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
  }

  static Locale of(String header) {
    if (header == null) {
      return Locale.ENGLISH;
    }
    try {
      Locale best = Locale.lookup(LanguageRange.parse(header), KNOWN);
      return best == null ? Locale.ENGLISH : best;
    } catch (IllegalArgumentException e) {
      // RFC 9110, 12.5.4: a preference that makes no sense is none.
      return Locale.ENGLISH;
    }
  }
}
