package dev.groundcrew.watch.metrics;

import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.database.Database;
import dev.groundcrew.engine.Vitals;
import dev.groundcrew.run.RunChanged;
import dev.groundcrew.settings.Place;
import dev.groundcrew.task.Mode;
import dev.groundcrew.watch.ClusterWatch;
import dev.groundcrew.watch.Problems;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** All figures of this node in one registry. Safe for use by several threads. */
@ApplicationScoped
class Metrics {
  @Inject Vitals vitals;
  @Inject Database database;
  @Inject Problems problems;
  @Inject ClusterWatch cluster;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TaskNames names = new TaskNames(TaskNames.MOST);
  private final RunMeters runs = new RunMeters(registry, names);
  private final List<PerTask> perTask = new ArrayList<>();
  private MultiGauge slots;
  private MultiGauge slotsUsed;
  private MultiGauge openProblems;
  private MultiGauge nodes;

  private record PerTask(MultiGauge gauge, ToDoubleFunction<Vitals.OfTask> value) {}

  @PostConstruct
  void describe() {
    Place.current()
        .application()
        .ifPresent(name -> registry.config().commonTags("application", name));
    perTask("groundcrew.runs.running", "Runs with a slot", Vitals.OfTask::running);
    perTask("groundcrew.runs.waiting", "Runs without a slot yet", Vitals.OfTask::waiting);
    perTask(
        "groundcrew.task.next.run.timestamp.seconds",
        "When the task is due next, 0 if it is not",
        task -> task.due().map(Metrics::seconds).orElse(0.0));
    perTask(
        "groundcrew.task.last.success.timestamp.seconds",
        "When a run of the task last succeeded on this node, 0 if none has since the start",
        task -> runs.lastSuccess(task.name()));
    slots = gauges("groundcrew.slots", "How many runs of a mode may be under way at once");
    slotsUsed = gauges("groundcrew.slots.used", "How many runs of a mode are under way");
    openProblems = gauges("groundcrew.problems", "Open problems by kind");
    nodes = gauges("groundcrew.nodes", "Nodes of the cluster by state, as last seen by this one");
    Gauge.builder("groundcrew.heartbeat.age", vitals, now -> seconds(now.heartbeatAge()))
        .description("How long ago the engine's heartbeat beat last; it does so every second")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("groundcrew.history.waiting", vitals, Vitals::unwritten)
        .description("Runs that wait in memory to be written")
        .register(registry);
    FunctionCounter.builder("groundcrew.history.lost", vitals, Vitals::lost)
        .description("Runs that were never written, since the database was away too long")
        .register(registry);
    ofDatabase();
  }

  private void ofDatabase() {
    Gauge.builder(
            "groundcrew.database.up", vitals, now -> now.databaseTrouble().isPresent() ? 0 : 1)
        .description("1 while the database can be used")
        .register(registry);
    FunctionTimer.builder(
            "groundcrew.database.transactions",
            database,
            of -> of.figures().transactions(),
            of -> of.figures().time().toNanos(),
            TimeUnit.NANOSECONDS)
        .description("Transactions and how long they took, waiting for a connection included")
        .register(registry);
    FunctionCounter.builder("groundcrew.database.failures", database, of -> of.figures().failures())
        .description("Transactions that failed")
        .register(registry);
  }

  private void perTask(String name, String text, ToDoubleFunction<Vitals.OfTask> value) {
    perTask.add(new PerTask(gauges(name, text), value));
  }

  private MultiGauge gauges(String name, String text) {
    return MultiGauge.builder(name).description(text).register(registry);
  }

  void changed(@Observes RunChanged event) {
    runs.changed(event.run());
  }

  /** All figures in the text format of Prometheus, or of OpenMetrics. */
  String scrape(String contentType) {
    refresh();
    return registry.scrape(contentType);
  }

  private synchronized void refresh() {
    // Tasks beyond the bound have no gauges: a sum of their due times would mean nothing.
    List<Vitals.OfTask> tasks =
        vitals.tasks().stream()
            .filter(task -> names.label(task.name()).equals(task.name()))
            .toList();
    for (PerTask each : perTask) {
      rows(each.gauge(), "task", tasks, Vitals.OfTask::name, each.value());
    }
    List<Mode> modes = List.of(Mode.values());
    rows(slots, "mode", modes, Mode::name, mode -> vitals.slots(mode).limit());
    rows(slotsUsed, "mode", modes, Mode::name, mode -> vitals.slots(mode).used());
    rows(nodes, "state", List.of(NodeState.values()), NodeState::name, cluster::nodes);
    rows(
        openProblems,
        "kind",
        List.copyOf(problems.countByKind().entrySet()),
        entry -> entry.getKey().name(),
        entry -> entry.getValue());
  }

  private static <T> void rows(
      MultiGauge gauge,
      String label,
      List<T> items,
      Function<T, String> name,
      ToDoubleFunction<T> value) {
    gauge.register(
        items.stream()
            .map(item -> MultiGauge.Row.of(Tags.of(label, name.apply(item)), item, value))
            .toList(),
        true);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1e3;
  }
}
