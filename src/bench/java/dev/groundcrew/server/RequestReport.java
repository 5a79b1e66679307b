package dev.groundcrew.server;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What came of a request benchmark, as a table and as JSON. */
final class RequestReport {
  private final List<Cell> cells;

  RequestReport(List<Cell> cells) {
    this.cells = cells;
  }

  private Cell none(Cell of) {
    return cells.stream()
        .filter(cell -> cell.load() == of.load() && cell.way().equals(of.way().none()))
        .findFirst()
        .orElse(of);
  }

  /** Work that four loops do while no request comes. */
  private double mostWork() {
    return cells.stream()
        .filter(cell -> cell.load() == Load.NONE)
        .findFirst()
        .map(cell -> cell.median(Seen::work))
        .orElse(Double.NaN);
  }

  /** How much of the processor time that requests leave free the work got; 1 is all of it. */
  private double ofTheFree(Cell cell) {
    int cores = Runtime.getRuntime().availableProcessors();
    double free = 1 - none(cell).median(Seen::busy);
    double most = mostWork() * Math.min(1, (double) cell.way().count() / cores);
    double room = Math.min(1, free * cores / Math.min(cores, cell.way().count()));
    return cell.median(Seen::work) / (most * room);
  }

  String table() {
    var text = new StringBuilder();
    text.append("\nAs fast as ").append(RequestBench.CONNECTIONS).append(" connections go\n\n");
    text.append("| background | requests/s | of none | p99 ms | work/s |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (Cell cell : of(Load.SATURATED)) {
      text.append(
          "| %s | %s | %.2f | %s | %s |%n"
              .formatted(
                  cell.way().inWords(),
                  cell.spread(Seen::perSecond, "%.0f"),
                  cell.ratio(none(cell), Seen::perSecond),
                  cell.spread(Seen::p99, "%.1f"),
                  cell.spread(Seen::work, "%.0f")));
    }
    text.append("\nAt ").append(RequestBench.RATE).append(" requests a second\n\n");
    text.append("| background | p50 ms | of none | p99 ms | of none | work/s | of the free |\n");
    text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Cell cell : of(Load.MODERATE)) {
      boolean ofOne = cell.way().computes() && cell.way().where() == Way.Where.PAYARA;
      text.append(
          "| %s | %s | %.2f | %s | %.2f | %s | %s |%n"
              .formatted(
                  cell.way().inWords(),
                  cell.spread(Seen::p50, "%.2f"),
                  cell.ratio(none(cell), Seen::p50),
                  cell.spread(Seen::p99, "%.1f"),
                  cell.ratio(none(cell), Seen::p99),
                  cell.spread(Seen::work, "%.0f"),
                  ofOne ? "%.2f".formatted(ofTheFree(cell)) : "–"));
    }
    text.append(
        "\nFour loops without any request: %.0f pieces of work a second%n".formatted(mostWork()));
    return text.toString();
  }

  private List<Cell> of(Load load) {
    return cells.stream().filter(cell -> cell.load() == load).toList();
  }

  JsonObjectBuilder json(int rounds, int seconds) throws IOException {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Cell cell : cells) {
      JsonArrayBuilder seen = Json.createArrayBuilder();
      cell.rounds().forEach(one -> seen.add(json(one)));
      all.add(
          Json.createObjectBuilder()
              .add("load", cell.load().name())
              .add("background", cell.way().name())
              .add("count", cell.way().count())
              .add("ofNone", ratios(cell))
              .add("rounds", seen));
    }
    return Json.createObjectBuilder()
        .add("machine", ThisComputer.json(Map.of("rounds", rounds + " of " + seconds + " s")))
        .add("cells", all);
  }

  private JsonObjectBuilder ratios(Cell cell) {
    Cell none = none(cell);
    return Json.createObjectBuilder()
        .add("requestsPerSecond", Sample.rounded(cell.ratio(none, Seen::perSecond)))
        .add("p50", Sample.rounded(cell.ratio(none, Seen::p50)))
        .add("p99", Sample.rounded(cell.ratio(none, Seen::p99)));
  }

  private static JsonObjectBuilder json(Seen one) {
    return Json.createObjectBuilder()
        .add("requestsPerSecond", Sample.rounded(one.perSecond()))
        .add("p50Millis", Sample.rounded(one.p50()))
        .add("p99Millis", Sample.rounded(one.p99()))
        .add("workPerSecond", Sample.rounded(one.work()))
        .add("busy", Sample.rounded(one.busy()));
  }
}
