package dev.groundcrew.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The article's application: FastAPI under uvicorn, with daemon threads and asyncio tasks. */
final class FastApiHost implements LoadHost {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
  private static final Path APPLICATION = Path.of("src", "bench", "python");

  private final ChildProcess process;
  private final int port;
  private final GroundcrewClient client;

  private FastApiHost(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
    this.client = new GroundcrewClient(URI.create("http://127.0.0.1:" + port + "/"));
  }

  /** Starts one; empty where FastAPI or uvicorn are not installed. */
  static Optional<FastApiHost> start() throws IOException {
    Optional<String> python = PYTHONS.stream().filter(FastApiHost::hasBoth).findFirst();
    if (python.isEmpty()) {
      return Optional.empty();
    }
    int port = FreePort.any();
    Path log = Files.createDirectories(Path.of("target")).resolve("fastapi.log");
    ChildProcess process =
        ChildProcess.start(
            List.of(
                python.get(),
                "-m",
                "uvicorn",
                "--app-dir",
                APPLICATION.toString(),
                "--port",
                Integer.toString(port),
                "--log-level",
                "warning",
                "--no-access-log",
                "article:app"),
            log);
    await().atMost(Duration.ofSeconds(30)).until(() -> !FreePort.isFree(port));
    return Optional.of(new FastApiHost(process, port));
  }

  private static boolean hasBoth(String python) {
    try {
      Process asked =
          new ProcessBuilder(python, "-c", "import fastapi, uvicorn")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return asked.waitFor(20, TimeUnit.SECONDS) && asked.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<String> start(Way way) {
    if (way.count() > 0) {
      GroundcrewClient.Answer unused = client.post("load/peers/" + way.peer() + "/" + way.count());
    }
    return List.of();
  }

  @Override
  public void stop(Way way, List<String> begun) {
    GroundcrewClient.Answer unused = client.delete("load/peers");
  }

  @Override
  public long done() {
    return Long.parseLong(client.get("load/peers").text());
  }

  @Override
  public void close() {
    process.close();
  }
}
