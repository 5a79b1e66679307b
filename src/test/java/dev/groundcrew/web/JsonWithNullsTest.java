package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.web.Problem.FieldError;
import jakarta.json.bind.Jsonb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWithNullsTest {
  private final Jsonb jsonb = new JsonWithNulls().getContext(Object.class);

  /** JSON-B reads public records only. */
  public record Outer(String zebra, Inner inner, Instant at, Duration pause, List<Inner> all) {}

  public record Inner(int number, Boolean flag) {}

  @Test
  void fieldsWithoutValueAreThereAsNull() {
    assertThat(jsonb.toJson(new Outer(null, null, null, null, null)))
        .isEqualTo("{\"all\":null,\"at\":null,\"inner\":null,\"pause\":null,\"zebra\":null}");
  }

  @Test
  void timesAndNestedRecordsAreWrittenAsTheirTexts() {
    Instant at = Instant.parse("2026-11-24T03:00:00Z");
    var inner = new Inner(1, null);

    assertThat(jsonb.toJson(new Outer("z", inner, at, Duration.ofSeconds(90), List.of(inner))))
        .isEqualTo(
            "{\"all\":[{\"flag\":null,\"number\":1}],\"at\":\"2026-11-24T03:00:00Z\","
                + "\"inner\":{\"flag\":null,\"number\":1},\"pause\":\"PT1M30S\",\"zebra\":\"z\"}");
  }

  @Test
  void aRecordThatNamesAnOrderIsWrittenInIt() {
    Problem problem = Problem.of(404, "no such run", List.of(new FieldError("/a", "is wrong")));

    assertThat(jsonb.toJson(problem))
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"no such run\","
                + "\"errors\":[{\"message\":\"is wrong\",\"pointer\":\"/a\"}]}");
  }

  @Test
  void aPageShowsThatItIsTheLast() {
    assertThat(jsonb.toJson(new Page<>(List.of(), null))).isEqualTo("{\"items\":[],\"next\":null}");
  }
}
