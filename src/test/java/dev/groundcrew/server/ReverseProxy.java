package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundcrew.builtin.http.SelfMadeCertificate;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * nginx or HAProxy in front of a server, with the configuration that ships but for ports and
 * certificate. A process of its own, on loopback.
 */
final class ReverseProxy implements AutoCloseable {
  private static final Path SHIPPED = Path.of("server-config", "reverse-proxy");
  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

  /** What stands in front. */
  enum Kind {
    NGINX,
    HAPROXY
  }

  /**
   * Where it stands.
   *
   * @param folder for its files
   * @param port where it listens
   * @param behind the port that it calls
   */
  record Place(Path folder, SelfMadeCertificate certificate, int port, int behind) {}

  private final ChildProcess process;

  private ReverseProxy(ChildProcess process) {
    this.process = process;
  }

  /** Starts one; skips the test where it is not installed, unless that must not be (CI). */
  static ReverseProxy start(Kind kind, Place place) throws IOException, GeneralSecurityException {
    Files.createDirectories(place.folder());
    List<String> command =
        switch (kind) {
          case NGINX -> nginx(place);
          case HAPROXY -> haproxy(place);
        };
    ChildProcess process = ChildProcess.start(command, place.folder().resolve(kind + ".log"));
    var proxy = new ReverseProxy(process);
    try {
      await(kind + " listens")
          .atMost(Duration.ofSeconds(30))
          .until(() -> !process.isAlive() || !FreePort.isFree(place.port()));
      assertThat(process.isAlive()).as(process.printed()).isTrue();
    } catch (RuntimeException | Error e) {
      proxy.close();
      throw e;
    }
    return proxy;
  }

  private static String tool(String name) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), FOLDERS.stream())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    boolean mustBe = "true".equals(System.getenv("CI"));
    assertThat(found.isPresent() || !mustBe).as(name + " is installed").isTrue();
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed: nothing is tested");
    return found.get().toString();
  }

  private static List<String> nginx(Place place) throws IOException, GeneralSecurityException {
    Path folder = place.folder();
    Path certificate = write(folder, "certificate.pem", place.certificate().certificatePem());
    Path key = write(folder, "key.pem", place.certificate().keyPem());
    Path server =
        write(
            folder,
            "groundcrew.conf",
            shipped(
                "nginx.conf",
                Map.of(
                    "listen 443 ssl",
                    "listen 127.0.0.1:" + place.port() + " ssl",
                    "server 127.0.0.1:8080;",
                    "server 127.0.0.1:" + place.behind() + ";",
                    "/etc/ssl/certs/ops.example.pem",
                    certificate.toString(),
                    "/etc/ssl/private/ops.example.key",
                    key.toString())));
    // What Debian's own nginx.conf says, on this folder alone.
    String around =
        """
        daemon off;
        %suser root;
        pid %2$s/nginx.pid;
        error_log stderr;
        worker_processes 1;
        events {}
        http {
          access_log off;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          include %3$s;
        }
        """
            .formatted(System.getProperty("user.name").equals("root") ? "" : "#", folder, server);
    Path whole = write(folder, "nginx.conf", around);
    return List.of(tool("nginx"), "-e", "stderr", "-p", folder.toString(), "-c", whole.toString());
  }

  private static List<String> haproxy(Place place) throws IOException, GeneralSecurityException {
    Path both =
        write(
            place.folder(),
            "both.pem",
            place.certificate().certificatePem() + place.certificate().keyPem());
    Path whole =
        write(
            place.folder(),
            "haproxy.cfg",
            shipped(
                "haproxy.cfg",
                Map.of(
                    "bind :443 ssl", "bind 127.0.0.1:" + place.port() + " ssl",
                    "127.0.0.1:8080", "127.0.0.1:" + place.behind(),
                    "/etc/ssl/private/ops.example.pem", both.toString())));
    return List.of(tool("haproxy"), "-db", "-f", whole.toString());
  }

  private static String shipped(String file, Map<String, String> changes) throws IOException {
    String text = Files.readString(SHIPPED.resolve(file));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text.split(Pattern.quote(change.getKey()), -1))
          .as(change.getKey() + " stands once in " + file)
          .hasSize(2);
      text = text.replace(change.getKey(), change.getValue());
    }
    return text;
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toAbsolutePath();
  }

  @Override
  public void close() {
    // nginx ends its workers only when it is asked to end.
    if (process.isAlive()) {
      process.sigterm();
      int ignored = process.awaitExit(Duration.ofSeconds(30));
    }
    process.close();
  }
}
