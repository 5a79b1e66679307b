package dev.groundcrew.watch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskNamesTest {
  private final TaskNames names = new TaskNames(2);

  @Test
  void theFirstTasksHaveLabelsOfTheirOwnAndKeepThem() {
    assertThat(names.label("a")).isEqualTo("a");
    assertThat(names.label("b")).isEqualTo("b");
    assertThat(names.label("c")).isEqualTo(TaskNames.OTHERS);
    assertThat(names.label("d")).isEqualTo(TaskNames.OTHERS);
    assertThat(names.label("a")).isEqualTo("a");
  }
}
