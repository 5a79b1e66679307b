package dev.groundcrew.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.task.AttributeValue.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rules 1, 3, 4 and 5. */
class TaskDefinitionTest {
  private final List<AttributeFault> faults = new ArrayList<>();

  private Optional<TaskDefinition> read(String name, Mode nature, Map<String, String> texts) {
    TaskAttributes attributes =
        TaskAttributes.defaults("Europe/Berlin").overriddenBy(Source.ANNOTATION, texts);
    return TaskDefinition.of(name, attributes, nature, faults);
  }

  private TaskDefinition good(Mode nature, Map<String, String> texts) {
    Optional<TaskDefinition> task = read("purge", nature, texts);
    assertThat(faults).isEmpty();
    return task.orElseThrow();
  }

  private void refused(Map<String, String> texts, String fault) {
    assertThat(read("purge", Mode.POOLED, texts)).isEmpty();
    assertThat(faults).extracting(AttributeFault::toString).containsExactly(fault);
  }

  @Test
  void aTaskThatSaysNothingHasTheDefaults() {
    TaskDefinition task = good(Mode.POOLED, Map.of());

    assertThat(task.name()).isEqualTo("purge");
    assertThat(task.description()).isEmpty();
    assertThat(task.owner()).isEmpty();
    assertThat(task.tags()).isEmpty();
    assertThat(task.runbook()).isEmpty();
    assertThat(task.timing().isScheduled()).isFalse();
    assertThat(task.timing().atStartup()).isFalse();
    assertThat(task.timing().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(task.mode()).isEqualTo(Mode.POOLED);
    assertThat(task.scope()).isEqualTo(Scope.EVERY_NODE);
    assertThat(task.overlap()).isEqualTo(Overlap.SKIP);
    assertThat(task.timeout()).isEmpty();
    assertThat(task.order()).isZero();
    assertThat(task.enabled()).isTrue();
  }

  @Test
  void aTaskThatSaysEverythingIsReadAsItSays() {
    TaskDefinition task =
        good(
            Mode.POOLED,
            Map.ofEntries(
                Map.entry("description", "cleans up"),
                Map.entry("owner", "ops"),
                Map.entry("tags", "night, db,night"),
                Map.entry("runbook", "https://example.org/purge"),
                Map.entry("cron", "0 3 * * *"),
                Map.entry("zone", "Asia/Shanghai"),
                Map.entry("jitter", "PT30S"),
                Map.entry("from", "2026-11-24T00:00:00Z"),
                Map.entry("until", "2027-11-24T00:00:00Z"),
                Map.entry("except", "2026-12-25, 2026-12-26,2026-12-25"),
                Map.entry("at-startup", "TRUE"),
                Map.entry("order", "-3"),
                Map.entry("mode", "DEDICATED"),
                Map.entry("scope", "ONCE_PER_CLUSTER"),
                Map.entry("overlap", "QUEUE_ONE"),
                Map.entry("timeout", "PT5M"),
                Map.entry("enabled", "false")));

    assertThat(task.description()).isEqualTo("cleans up");
    assertThat(task.owner()).isEqualTo("ops");
    assertThat(task.tags()).containsExactly("night", "db");
    assertThat(task.runbook()).isEqualTo("https://example.org/purge");
    assertThat(task.timing())
        .isEqualTo(
            new TaskDefinition.Timing(
                Optional.of("0 3 * * *"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("Asia/Shanghai"),
                Optional.of(Duration.ofSeconds(30)),
                Optional.of(Instant.parse("2026-11-24T00:00:00Z")),
                Optional.of(Instant.parse("2027-11-24T00:00:00Z")),
                Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26)),
                true));
    assertThat(task.order()).isEqualTo(-3);
    assertThat(task.mode()).isEqualTo(Mode.DEDICATED);
    assertThat(task.scope()).isEqualTo(Scope.ONCE_PER_CLUSTER);
    assertThat(task.overlap()).isEqualTo(Overlap.QUEUE_ONE);
    assertThat(task.timeout()).contains(Duration.ofMinutes(5));
    assertThat(task.enabled()).isFalse();
    assertThat(task.attributes().get("order").source()).isEqualTo(Source.ANNOTATION);
  }

  @ParameterizedTest
  @CsvSource({
    "POOLED, false, '', POOLED",
    "POOLED, true, '', DEDICATED",
    "POOLED, true, PT1M, POOLED",
    "POOLED, false, PT1M, POOLED",
    "ASYNC, false, '', ASYNC",
    "ASYNC, true, '', ASYNC",
    "DEDICATED, false, PT1M, DEDICATED",
  })
  void aTaskWithoutModeGetsItByNatureAndTiming(
      Mode nature, String atStartup, String every, Mode expected) {
    assertThat(good(nature, Map.of("at-startup", atStartup, "every", every)).mode())
        .isEqualTo(expected);
  }

  @Test
  void onlyAPooledTaskCanBeIdle() {
    assertThat(good(Mode.POOLED, Map.of("idle", "true")).idle()).isTrue();
    refused(
        Map.of("idle", "true", "mode", "DEDICATED"),
        "idle needs mode POOLED: set that, or leave idle out");
  }

  @Test
  void onlyATaskThatReturnsAStageCanBeAsync() {
    refused(
        Map.of("mode", "ASYNC"), "mode can be ASYNC only if the task returns a CompletionStage");
  }

  @Test
  void aTaskThatReturnsAStageCanBeNothingElse() {
    assertThat(read("purge", Mode.ASYNC, Map.of("mode", "POOLED"))).isEmpty();
    assertThat(faults)
        .extracting(AttributeFault::toString)
        .containsExactly("mode must be ASYNC or left out, since the task returns a stage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "purge-sessions", "0-", "a--b"})
  void namesOfLettersDigitsAndHyphensAreTaken(String name) {
    assertThat(read(name, Mode.POOLED, Map.of())).isPresent();
  }

  @Test
  void aNameHas63CharactersAtMost() {
    assertThat(read("a".repeat(63), Mode.POOLED, Map.of())).isPresent();
    assertThat(read("a".repeat(64), Mode.POOLED, Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-a", "A", "a_b", "a.b", "a b", "ä", "a\n"})
  void otherNamesAreRefused(String name) {
    assertThat(read(name, Mode.POOLED, Map.of())).isEmpty();
    assertThat(faults)
        .extracting(AttributeFault::toString)
        .containsExactly("name '" + name + "' must match [a-z0-9][a-z0-9-]{0,62}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.009S", "PT0S", "-PT1S", "P3661D", "soon", "15"})
  void durationsOutOfRangeAreRefused(String text) {
    refused(
        Map.of("every", text),
        "every '"
            + text
            + "' must be an ISO-8601 duration from PT0.01S to PT87840H, such as PT15S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.01S", "P3660D"})
  void durationsAtTheEndsOfTheRangeAreTaken(String text) {
    assertThat(good(Mode.POOLED, Map.of("delay", text)).timing().delay())
        .contains(Duration.parse(text));
  }

  @Test
  void twoWaysToSayWhenAreRefused() {
    refused(
        Map.of("cron", "@daily", "delay", "PT1M"),
        "cron and delay say when the task is due in two ways: keep one");
  }

  @Test
  void anUnknownAttributeIsRefusedWithTheKnownOnes() {
    assertThat(read("purge", Mode.POOLED, Map.of("evry", "PT1M"))).isEmpty();
    assertThat(faults)
        .extracting(AttributeFault::toString)
        .singleElement()
        .asString()
        .startsWith("evry is unknown; known are description, owner, tags");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at | tomorrow | at 'tomorrow' must be an instant in UTC, such as 2026-11-24T03:00:00Z",
        "jitter | PT25H | jitter 'PT25H' must be an ISO-8601 duration from PT0.01S to PT24H, such as PT15S",
        "from | 2026-11-24 | from '2026-11-24' must be an instant in UTC, such as 2026-11-24T03:00:00Z",
        "except | 2026-12-25,Xmas | except 'Xmas' must be a date such as 2026-12-25"
      })
  void aWrongWindowIsRefused(String attribute, String text, String fault) {
    Map<String, String> every = attribute.equals("at") ? Map.of() : Map.of("every", "PT1M");
    var texts = new TreeMap<>(every);
    texts.put(attribute, text);

    refused(texts, fault);
  }

  @Test
  void whatNarrowsAScheduleNeedsOne() {
    refused(
        Map.of("jitter", "PT1M"), "jitter narrows a schedule: set one of cron, every, delay, at");
  }

  @Test
  void anOverrideLeavesTheModeAndWhatItDoesNotName() {
    TaskDefinition task = good(Mode.POOLED, Map.of("cron", "@daily", "at-startup", "true"));

    TaskDefinition changed =
        task.overriddenBy(Source.REST, Map.of("cron", ""), faults).orElseThrow();

    assertThat(changed.timing().isScheduled()).isFalse();
    assertThat(changed.timing().atStartup()).isTrue();
    assertThat(changed.mode()).as("only a start-up would be DEDICATED").isEqualTo(Mode.POOLED);
    assertThat(changed.attributes().get("cron"))
        .isEqualTo(new AttributeValue("", Source.REST, Optional.of("cron @daily")));
  }

  @Test
  void allFaultsAreToldAtOnceAfterThoseOfOtherTasks() {
    faults.add(new AttributeFault("another", "task's fault"));
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("every", "soon"),
            Map.entry("delay", "later"),
            Map.entry("zone", "Mars/Olympus"),
            Map.entry("at-startup", "yes"),
            Map.entry("order", "first"),
            Map.entry("mode", "FAST"),
            Map.entry("scope", "SOMEWHERE"),
            Map.entry("overlap", "MAYBE"),
            Map.entry("timeout", "PT0S"),
            Map.entry("enabled", "1"),
            Map.entry("colour", "red"));

    assertThat(read("No Name", Mode.POOLED, wrong)).isEmpty();

    assertThat(faults)
        .extracting(AttributeFault::toString)
        .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
        .containsExactlyInAnyOrder(
            "another",
            "name",
            "every",
            "every",
            "delay",
            "zone",
            "at-startup",
            "order",
            "mode",
            "scope",
            "overlap",
            "timeout",
            "enabled",
            "colour");
    assertThat(faults)
        .extracting(AttributeFault::toString)
        .contains(
            "mode 'FAST' must be one of DEDICATED, POOLED, ASYNC",
            "order 'first' must be a whole number",
            "enabled '1' must be true or false",
            "zone 'Mars/Olympus' must be a time zone such as Europe/Berlin or UTC");
  }
}
