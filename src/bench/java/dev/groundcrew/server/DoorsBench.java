package dev.groundcrew.server;

import dev.groundcrew.server.GroundcrewClient.Answer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What strangers can learn from a clock, and how long hostile requests keep a server: sign-ins as
 * somebody unknown and with a wrong password, in turns, and hostile requests one after another.
 *
 * <p>Arguments: the JSON file to write, sign-ins of each kind (40), hostile requests (2,000).
 */
public final class DoorsBench {
  private static final int WARM_UP = 10;
  private static final long SEED = 20261129;

  private final Map<String, double[]> millis = new TreeMap<>();
  private final TestServer server;

  private DoorsBench(TestServer server) {
    this.server = server;
  }

  /** Starts a server, measures, prints a table, writes a file. */
  public static void main(String[] arguments) throws IOException {
    int signIns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
    int hostile = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
    try (TestServer server =
        TestServer.of(TestWar.withTestTasks())
            // Each sign-in comes from an address of its own: nobody is made to wait.
            .with("groundcrew.trusted-proxies", "127.0.0.1")
            .with("groundcrew.purge.own.jndi", "java:comp/DefaultDataSource")
            .with("groundcrew.purge.own.tables", "old_things")
            .start()) {
      var bench = new DoorsBench(server);
      bench.signIns(signIns);
      bench.hostile(hostile);
      Files.writeString(Path.of(arguments[0]), bench.json());
      print(bench.table());
    }
  }

  @SuppressWarnings("SystemOut") // a program for a terminal
  private static void print(String text) {
    System.out.println(text);
  }

  private void signIns(int count) {
    double[] unknown = new double[count];
    double[] wrong = new double[count];
    for (int i = -WARM_UP; i < count; i++) {
      double ofUnknown = signIn("nobody-" + (i + WARM_UP), i);
      double ofWrong = signIn("admin", i);
      if (i >= 0) {
        unknown[i] = ofUnknown;
        wrong[i] = ofWrong;
      }
    }
    millis.put("sign-in of an unknown user", unknown);
    millis.put("sign-in with a wrong password", wrong);
  }

  private double signIn(String name, int number) {
    GroundcrewClient anybody = server.client().anonymous();
    String body = "{\"user\":\"%s\",\"password\":\"wrong-%d\"}".formatted(name, number);
    var request =
        anybody
            .request("api/session")
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "198.51.100." + (number + WARM_UP))
            .POST(BodyPublishers.ofString(body));
    long began = System.nanoTime();
    Answer answer = anybody.send(request);
    double took = (System.nanoTime() - began) / 1e6;
    if (answer.status() != 401) {
      throw new IllegalStateException("not refused: " + answer);
    }
    return took;
  }

  private void hostile(int count) {
    HostileRequests requests = FuzzIT.requests(server.client(), SEED);
    GroundcrewClient program = FuzzIT.program(server.client());
    double[] taken = new double[count];
    for (int i = 0; i < count; i++) {
      HostileRequests.Hostile request = requests.next();
      long began = System.nanoTime();
      Answer answer = FuzzIT.send(program, request);
      taken[i] = (System.nanoTime() - began) / 1e6;
      if (answer.status() >= 500) {
        throw new IllegalStateException(request + " gave " + answer);
      }
    }
    millis.put("hostile request", taken);
  }

  private static double at(double[] all, double share) {
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }

  private String table() {
    var table = new StringBuilder("| | count | p50 ms | p90 ms | p99 ms |\n");
    table.append("| --- | --- | --- | --- | --- |\n");
    millis.forEach(
        (what, all) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f | %.1f |%n",
                    what,
                    all.length,
                    at(all, 0.5),
                    at(all, 0.9),
                    at(all, 0.99))));
    return table.toString();
  }

  private String json() {
    var json = Json.createObjectBuilder();
    millis.forEach(
        (what, all) ->
            json.add(
                what,
                Json.createObjectBuilder()
                    .add("count", all.length)
                    .add("p50Millis", at(all, 0.5))
                    .add("p90Millis", at(all, 0.9))
                    .add("p99Millis", at(all, 0.99))));
    return json.build().toString();
  }
}
