package dev.groundcrew.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.quartz.Scheduler;

/** Payara Micro with the WAR, in which Groundcrew and its peers do the same work. */
final class PayaraHost implements LoadHost {
  private final TestServer server;
  private final GroundcrewClient client;

  private PayaraHost(TestServer server) {
    this.server = server;
    this.client = server.client();
  }

  /** Starts one. */
  static PayaraHost start(Map<String, String> settings) throws Exception {
    TestServer server = TestServer.of(war()).with("groundcrew.gate.exclude", "/load/peers*");
    settings.forEach(server::with);
    return new PayaraHost(server.start());
  }

  private static Path war() throws Exception {
    Path quartz =
        Path.of(Scheduler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    WebArchive archive =
        TestWar.open("load", "/load/*")
            .addPackage("dev.groundcrew.server.load")
            .addAsLibraries(quartz.toFile());
    Path file = Path.of("target", "groundcrew-load.war");
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  TestServer server() {
    return server;
  }

  GroundcrewClient client() {
    return client;
  }

  @Override
  public int port() {
    return server.baseUri().getPort();
  }

  @Override
  public List<String> start(Way way) {
    var runs = new ArrayList<String>();
    if (!way.peer().isEmpty()) {
      expect(client.post("load/peers/" + way.peer() + "/" + way.count()));
    } else {
      for (int i = 0; i < way.count(); i++) {
        runs.add(client.run(way.task()));
      }
      runs.forEach(run -> client.awaitState(run, "RUNNING"));
    }
    return runs;
  }

  @Override
  public void stop(Way way, List<String> runs) {
    if (!way.peer().isEmpty()) {
      expect(client.delete("load/peers"));
    }
    runs.forEach(client::cancel);
    runs.forEach(client::awaitEnd);
  }

  private static void expect(GroundcrewClient.Answer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.status() + " " + answer.text());
    }
  }

  @Override
  public long done() {
    return Long.parseLong(client.get("load/peers").text());
  }

  @Override
  public void close() {
    server.close();
  }
}
