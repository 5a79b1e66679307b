package dev.groundcrew.web;

import dev.groundcrew.settings.Place;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Serves the console (rule 5 of the package): everything under {@code /app/}, and for each of its
 * pages the one document that shows them all. Read and compressed once, kept in memory.
 */
public class StaticFiles extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String FOLDER = "/app/";
  private static final String DOCUMENT = FOLDER + "console.html";
  private static final String BASE = Place.current().path();

  /** The pages of the console, all one level deep, so that its relative URLs work on each. */
  static final List<String> PAGES =
      List.of(
          "",
          "task",
          "runs",
          "run",
          "nodes",
          "problems",
          "schedule",
          "make",
          "alerts",
          "users",
          "tokens",
          "audit",
          "timeline",
          "settings");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  @Inject transient WebSettings settings;

  private final transient Map<String, StaticFile> files = new HashMap<>();

  @Override
  public void init() throws ServletException {
    try {
      read(getServletContext(), BASE + FOLDER);
    } catch (IOException e) {
      throw new ServletException("The console cannot be read", e);
    }
    StaticFile document = files.get(DOCUMENT);
    if (document == null) {
      throw new ServletException(DOCUMENT + " is not in the WAR");
    }
    PAGES.forEach(page -> files.put("/" + page, document));
    files.put("/sign-in", files.get(FOLDER + "sign-in.html"));
  }

  private void read(ServletContext context, String folder) throws IOException {
    Set<String> paths = context.getResourcePaths(folder);
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith("/")) {
        read(context, path);
      } else {
        try (InputStream in = context.getResourceAsStream(path)) {
          put(path.substring(BASE.length()), in.readAllBytes());
        }
      }
    }
  }

  private void put(String path, byte[] bytes) {
    if (Texts.isTable(path)) {
      Texts.LANGUAGES.forEach(
          language ->
              files.put(
                  Texts.path(path, language), StaticFile.of(path, Texts.column(bytes, language))));
    } else {
      files.put(path, StaticFile.of(path, bytes));
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    StaticFile file = files.get(path(request));
    if (file == null) {
      chain.doFilter(request, response);
    } else if (!settings.console()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getRequestURI().indexOf(';') >= 0) {
      // The server has taken path parameters out; what else it has made of such a path is a guess.
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      serve(file, request, response);
    }
  }

  private static String path(HttpServletRequest request) {
    String inside = request.getPathInfo();
    String path = request.getServletPath() + (inside == null ? "" : inside);
    return Place.current().below(path);
  }

  static void serve(StaticFile file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean withBody = request.getMethod().equals("GET");
    if (!withBody && !request.getMethod().equals("HEAD")) {
      response.setHeader("Allow", "GET, HEAD");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    boolean compressed = takesGzip(request.getHeader("Accept-Encoding"));
    String tag = file.entityTag(compressed);
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (file.isDocument()) {
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
    if (matches(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] bytes = compressed ? file.gzip() : file.plain();
    if (compressed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(file.mediaType());
    response.setContentLength(bytes.length);
    if (withBody) {
      response.getOutputStream().write(bytes);
    }
  }

  /** Whether a client names gzip and does not forbid it (RFC 9110, section 12.5.3). */
  static boolean takesGzip(String accepted) {
    return accepted != null
        && Arrays.stream(accepted.split(",", -1))
            .map(coding -> coding.replace(" ", ""))
            .anyMatch(coding -> coding.matches("gzip(;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?"));
  }

  /** Whether one of the validators that a client has is this one (RFC 9110, section 13.1.2). */
  static boolean matches(String had, String tag) {
    return had != null
        && Arrays.stream(had.split(",", -1))
            .map(String::strip)
            .anyMatch(one -> one.equals("*") || one.replaceFirst("^W/", "").equals(tag));
  }
}
