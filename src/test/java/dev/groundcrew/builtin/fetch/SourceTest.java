package dev.groundcrew.builtin.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.task.Parameters;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static final Reach EVERYWHERE = new Reach(Set.of("*"), Set.of());

  private static void create(Map<String, String> parameters) {
    Source unused = Source.of("t", Parameters.of(Source.PARAMETERS, parameters), EVERYWHERE);
  }

  @Test
  void aUrlThatMayNotBeFetchedIsRefusedAtStartUp() {
    assertThatThrownBy(() -> create(Map.of("url", "http://127.0.0.1/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("groundcrew.fetch.allow-private");
    assertThatThrownBy(() -> create(Map.of("url", "no url")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("url is not a URL");
    assertThatThrownBy(() -> create(Map.of("url", "http://example.com", "accept", "a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accept");
  }
}
