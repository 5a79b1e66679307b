package dev.groundcrew.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void takesTheHeaderAsItIs() {
    assertThat(TraceHeader.of(List.of(TRACE))).contains(TRACE);
  }

  @Test
  void takesOfALaterVersionWhatTheFirstHas() {
    assertThat(TraceHeader.of(List.of("cc" + TRACE.substring(2) + "-what-the-future-brings")))
        .contains(TRACE);
  }

  @Test
  void noneAndTwoAreNone() {
    assertThat(TraceHeader.of((List<String>) null)).isEmpty();
    assertThat(TraceHeader.of(List.of())).isEmpty();
    assertThat(TraceHeader.of(List.of(TRACE, TRACE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "<script>"
      })
  void whatIsWrongIsNone(String header) {
    assertThat(TraceHeader.of(List.of(header))).isEmpty();
  }
}
