package dev.groundcrew.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.engine.Declaration.Maker;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.task.FakeTaskContext;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueBuilderTest {
  /** A type whose tasks say something, unless it is rude. */
  private static final class Echo implements TaskType {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String description() {
      return "says something";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          Parameter.requiredText("text", "what to say"),
          Parameter.integer("times", "how often", 1, 1, 10));
    }

    @Override
    public Mode mode() {
      return Mode.POOLED;
    }

    @Override
    public TaskBody create(String task, Parameters parameters) {
      if (parameters.text("text").equals("rude")) {
        throw new IllegalArgumentException("must be polite");
      }
      return context -> parameters.text("text");
    }
  }

  private static CatalogueBuilder builder(Map<String, String> settings) {
    var reader =
        new SettingsReader(
            key -> Optional.ofNullable(settings.get(key)), List.copyOf(settings.keySet()));
    return new CatalogueBuilder(reader, new TaskFactory(List.of(new Echo()), "UTC", body -> body));
  }

  private static List<String> faults(Map<String, String> settings) {
    CatalogueBuilder builder = builder(settings);
    builder.configured();
    assertThat(builder.build().all()).isEmpty();
    return builder.faults();
  }

  @Test
  void configurationMakesATaskOfAType() throws Exception {
    CatalogueBuilder builder =
        builder(
            Map.of(
                "groundcrew.task.a.type", "echo",
                "groundcrew.task.a.every", "PT1M",
                "groundcrew.task.a.parameters.text", "hello"));
    builder.configured();
    assertThat(builder.faults()).isEmpty();
    Task task = builder.build().require("a");

    assertThat(task.declared().maker()).isEqualTo(Maker.CONFIG);
    assertThat(task.type()).contains("echo");
    assertThat(task.definition().timing().every()).contains(Duration.ofMinutes(1));
    assertThat(task.body().run(FakeTaskContext.proceeding())).isEqualTo("hello");
  }

  @Test
  void everyFaultIsToldAtOnceWithItsSetting() {
    List<String> faults =
        faults(
            Map.of(
                "groundcrew.task.a.type", "echo",
                "groundcrew.task.a.every", "soon",
                "groundcrew.task.a.parameters.times", "11",
                "groundcrew.task.a.parameters.tone", "x"));

    assertThat(faults)
        .hasSize(4)
        .anyMatch(fault -> fault.startsWith("groundcrew.task.a.every "))
        .anyMatch(fault -> fault.startsWith("groundcrew.task.a.parameters.text "))
        .anyMatch(fault -> fault.startsWith("groundcrew.task.a.parameters.times "))
        .anyMatch(fault -> fault.startsWith("groundcrew.task.a.parameters.tone "));
  }

  @Test
  void parametersThatDoNotFitEachOtherAreAFaultOfAll() {
    assertThat(
            faults(
                Map.of(
                    "groundcrew.task.a.type", "echo",
                    "groundcrew.task.a.parameters.text", "rude")))
        .containsExactly("groundcrew.task.a.parameters.* must be polite");
  }

  @Test
  void aTypeThatThereIsNotIsAFaultThatNamesThoseThatThereAre() {
    assertThat(faults(Map.of("groundcrew.task.a.type", "ehco")))
        .containsExactly("groundcrew.task.a.type 'ehco' must be one of echo");
  }

  @Test
  void configurationOverridesWhatTheCodeSays() {
    CatalogueBuilder builder =
        builder(Map.of("groundcrew.task.a.every", "PT2M", "groundcrew.task.a.owner", "ops"));
    builder.declared(
        "a",
        Map.of("cron", "0 3 * * *", "description", "says nothing"),
        Mode.POOLED,
        "Some.method",
        Optional.empty(),
        context -> null);
    builder.configured();
    assertThat(builder.faults()).isEmpty();
    Task task = builder.build().require("a");

    assertThat(task.declared().maker()).isEqualTo(Maker.CODE);
    assertThat(task.definition().timing().every()).contains(Duration.ofMinutes(2));
    assertThat(task.definition().timing().cron()).isEmpty();
    assertThat(task.definition().owner()).isEqualTo("ops");
    assertThat(task.definition().description()).isEqualTo("says nothing");
  }
}
