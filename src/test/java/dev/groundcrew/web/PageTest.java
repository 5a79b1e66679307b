package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Package description, rule 3. */
class PageTest {
  private static Page<Integer> of(Integer... rows) {
    return Page.of(List.of(rows), 2, Object::toString);
  }

  @Test
  void theRowBeyondTheLimitOnlySaysThatThereIsMore() {
    assertThat(of(9, 8, 7)).isEqualTo(new Page<>(List.of(9, 8), "8"));
  }

  @Test
  void theLastPageHasNoNext() {
    assertThat(of(9, 8)).isEqualTo(new Page<>(List.of(9, 8), null));
    assertThat(of(9)).isEqualTo(new Page<>(List.of(9), null));
    assertThat(of()).isEqualTo(new Page<>(List.of(), null));
  }

  @Test
  void itemsAreShownWithoutLosingTheNext() {
    assertThat(of(9, 8, 7).map(number -> "n" + number))
        .isEqualTo(new Page<>(List.of("n9", "n8"), "8"));
  }

  @Test
  void itemsAreCopied() {
    var rows = new ArrayList<>(List.of(9));
    Page<Integer> page = new Page<>(rows, null);
    rows.add(8);

    assertThat(page.items()).containsExactly(9).isUnmodifiable();
  }
}
