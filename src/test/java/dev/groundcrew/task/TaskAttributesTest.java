package dev.groundcrew.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.task.AttributeValue.Source;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Package description, rule 2. */
class TaskAttributesTest {
  private final TaskAttributes defaults = TaskAttributes.defaults("UTC");

  @Test
  void theStrongestSourceWinsAndShowsWhatItHides() {
    TaskAttributes attributes =
        defaults
            .overriddenBy(Source.ANNOTATION, Map.of("overlap", "ALLOW"))
            .overriddenBy(Source.CONFIG, Map.of("overlap", "QUEUE_ONE"))
            .overriddenBy(Source.REST, Map.of("overlap", "CANCEL_RUNNING"));

    assertThat(attributes.values().get("overlap"))
        .isEqualTo(new AttributeValue("CANCEL_RUNNING", Source.REST, Optional.of("QUEUE_ONE")));
  }

  @Test
  void eachAttributeKnowsItsOwnSource() {
    TaskAttributes attributes =
        defaults
            .overriddenBy(Source.ANNOTATION, Map.of("owner", "ops"))
            .overriddenBy(Source.CONFIG, Map.of("order", "2"));

    assertThat(attributes.source("owner")).isEqualTo(Source.ANNOTATION);
    assertThat(attributes.source("order")).isEqualTo(Source.CONFIG);
    assertThat(attributes.source("scope")).isEqualTo(Source.DEFAULT);
    assertThat(attributes.source("timeout")).isEqualTo(Source.DEFAULT);
    assertThat(attributes.values().get("owner").hidden()).isEmpty();
    assertThat(attributes.values().get("order").hidden()).contains("0");
  }

  @Test
  void aStrongerTimingHidesWhicheverWayTheWeakerOneUsed() {
    TaskAttributes attributes =
        defaults
            .overriddenBy(Source.ANNOTATION, Map.of("cron", "@daily"))
            .overriddenBy(Source.CONFIG, Map.of("every", "PT1M"));

    assertThat(attributes.values()).doesNotContainKey("cron");
    assertThat(attributes.values().get("every"))
        .isEqualTo(new AttributeValue("PT1M", Source.CONFIG, Optional.of("cron @daily")));
  }

  @Test
  void otherAttributesLeaveTheTimingAlone() {
    TaskAttributes attributes =
        defaults
            .overriddenBy(Source.ANNOTATION, Map.of("cron", "@daily"))
            .overriddenBy(Source.CONFIG, Map.of("zone", "Asia/Tokyo"));

    assertThat(attributes.text("cron")).contains("@daily");
    assertThat(attributes.source("cron")).isEqualTo(Source.ANNOTATION);
  }

  @Test
  void aBlankTextHidesAWeakerOneAndCountsAsNotSet() {
    TaskAttributes attributes =
        defaults
            .overriddenBy(Source.ANNOTATION, Map.of("every", "PT1M"))
            .overriddenBy(Source.CONFIG, Map.of("every", " "));

    assertThat(attributes.text("every")).isEmpty();
    assertThat(attributes.values().get("every").hidden()).contains("every PT1M");
  }

  @Test
  void layersDoNotChangeWhatTheyLieOn() {
    TaskAttributes below = defaults.overriddenBy(Source.ANNOTATION, Map.of("every", "PT1M"));
    below.overriddenBy(Source.CONFIG, Map.of("cron", "@daily", "owner", "ops"));

    assertThat(below.text("every")).contains("PT1M");
    assertThat(below.text("owner")).isEmpty();
  }

  @Test
  void attributesAreShownInOneOrderWithUnknownOnesLast() {
    TaskAttributes attributes =
        defaults.overriddenBy(
            Source.CONFIG, Map.of("colour", "red", "timeout", "PT1M", "description", "cleans"));

    assertThat(attributes.values().keySet())
        .containsExactly(
            "description",
            "zone",
            "at-startup",
            "order",
            "scope",
            "overlap",
            "missed-most",
            "attempts",
            "backoff",
            "max-backoff",
            "after-crash",
            "timeout",
            "yields",
            "idle",
            "repeatable",
            "enabled",
            "colour");
  }

  @Test
  void anAnnotationGivesOnlyWhatItSets() throws NoSuchMethodException {
    assertThat(TaskAttributes.of(annotation("nothing"))).isEmpty();
    assertThat(TaskAttributes.of(annotation("everything")))
        .containsOnly(
            Map.entry("description", "cleans"),
            Map.entry("owner", "ops"),
            Map.entry("tags", "a,b"),
            Map.entry("runbook", "https://example.org"),
            Map.entry("cron", "@daily"),
            Map.entry("every", "PT1M"),
            Map.entry("delay", "PT2M"),
            Map.entry("zone", "UTC"),
            Map.entry("at-startup", "true"),
            Map.entry("order", "7"),
            Map.entry("mode", "POOLED"),
            Map.entry("scope", "ONCE_PER_CLUSTER"),
            Map.entry("overlap", "ALLOW"),
            Map.entry("timeout", "PT3M"),
            Map.entry("yields", "false"),
            Map.entry("idle", "true"),
            Map.entry("repeatable", "true"));
  }

  private static BackgroundTask annotation(String method) throws NoSuchMethodException {
    return Annotated.class.getDeclaredMethod(method).getAnnotation(BackgroundTask.class);
  }

  static final class Annotated {
    @BackgroundTask(name = "nothing")
    void nothing() {}

    @BackgroundTask(
        name = "everything",
        description = "cleans",
        owner = "ops",
        tags = {"a", "b"},
        runbook = "https://example.org",
        cron = "@daily",
        every = "PT1M",
        delay = "PT2M",
        zone = "UTC",
        atStartup = true,
        order = 7,
        mode = Mode.POOLED,
        scope = Scope.ONCE_PER_CLUSTER,
        overlap = Overlap.ALLOW,
        timeout = "PT3M",
        yields = false,
        idle = true,
        repeatable = true)
    void everything() {}
  }
}
