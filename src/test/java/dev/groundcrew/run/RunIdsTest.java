package dev.groundcrew.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T03:00:00Z"));
  private final RunIds ids = new RunIds(now::get, 7);

  @Test
  void growsWithinOneMillisecondAndBeyondItsRoom() {
    long[] made = LongStream.generate(ids::next).limit(10_000).toArray();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void growsWhenTheClockStepsBack() {
    long before = ids.next();
    now.set(now.get().minusSeconds(3_600));

    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void neverMeetsTheIdsOfAnotherNode() {
    var others = new RunIds(now::get, 8);

    assertThat(ids.next()).isNotEqualTo(others.next());
  }

  @Test
  void sortsByTime() {
    long earlier = ids.next();
    now.set(now.get().plusMillis(1));

    assertThat(new RunIds(now::get, 0).next()).isGreaterThan(earlier);
  }

  @Test
  void refusesANodePartThatDoesNotFit() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RunIds(now::get, 1_024));
    assertThatIllegalArgumentException().isThrownBy(() -> new RunIds(now::get, -1));
  }

  @Test
  void readsItsOwnText() {
    long id = ids.next();

    assertThat(RunId.parse(RunId.text(id))).isEqualTo(OptionalLong.of(id));
    assertThat(RunId.parse(RunId.text(Long.MAX_VALUE))).hasValue(Long.MAX_VALUE);
    assertThat(RunId.text(0)).isEqualTo("0000000000000");
  }

  @Test
  void sortsAsTextLikeItsNumber() {
    long id = ids.next();

    assertThat(RunId.text(id)).isLessThan(RunId.text(id + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "00000000000000",
        "000000000000u",
        "zzzzzzzzzzzzz",
        "../../../../..",
        "0000000000 00"
      })
  void refusesWhatIsNoId(String text) {
    assertThat(RunId.parse(text)).isEmpty();
  }

  @Test
  void boundsTheIdsOfATimeWithAnHourToSpare() {
    long id = ids.next();

    assertThat(RunIds.lowest(now.get())).isLessThan(id - (1L << 22));
    assertThat(RunIds.lowest(now.get().plusSeconds(7_200))).isGreaterThan(id);
    assertThat(RunIds.highest(now.get())).isGreaterThan(id + (1L << 22));
    assertThat(RunIds.highest(now.get().minusSeconds(7_200))).isLessThan(id);
  }

  @Test
  void everyInstantHasBounds() {
    assertThat(RunIds.lowest(Instant.MIN)).isZero();
    assertThat(RunIds.highest(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(RunIds.lowest(Instant.MAX)).isPositive();
    assertThat(RunIds.highest(Instant.MIN)).isNotNegative();
  }
}
