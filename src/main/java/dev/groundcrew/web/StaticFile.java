package dev.groundcrew.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the console, compressed once.
 *
 * @param mediaType as HTTP names it
 * @param plain its bytes as they are sent: of a source, what a browser needs of it
 * @param gzip the same, compressed (RFC 1952)
 * @param tag what changes with the bytes; without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shown
record StaticFile(String mediaType, byte[] plain, byte[] gzip, String tag) {
  private static final int TAG_LENGTH = 16;

  static StaticFile of(String name, byte[] bytes) {
    String mediaType = mediaType(name);
    byte[] sent = isSource(mediaType) ? bare(bytes) : bytes;
    return new StaticFile(mediaType, sent, compress(sent), tag(sent));
  }

  /** The validator of one encoding (RFC 9110, section 8.8.3: each needs its own). */
  String entityTag(boolean compressed) {
    return '"' + tag + (compressed ? "-gzip" : "") + '"';
  }

  boolean isDocument() {
    return mediaType.startsWith("text/html");
  }

  private static boolean isSource(String mediaType) {
    return mediaType.startsWith("text/javascript") || mediaType.startsWith("text/css");
  }

  private static byte[] bare(byte[] bytes) {
    return BareSource.of(new String(bytes, UTF_8)).getBytes(UTF_8);
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=UTF-8";
      case "js" -> "text/javascript;charset=UTF-8";
      case "css" -> "text/css;charset=UTF-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no media type is known for " + name);
    };
  }

  private static byte[] compress(byte[] bytes) {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new BestGzip(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  private static String tag(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(Sha256.of(bytes)).substring(0, TAG_LENGTH);
  }
}
