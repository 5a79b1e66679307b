package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.groundcrew.web.Problem.FieldError;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rules 3 and 4. */
class QueryTest {
  private enum Colour {
    RED,
    GREEN
  }

  private static Query of(String value) {
    return new Query(Map.of("p", List.of(value)), "p");
  }

  private static Query repeated(int times) {
    return new Query(Map.of("p", Collections.nCopies(times, "v")), "p");
  }

  private static List<FieldError> errors(Query query) {
    return catchThrowableOfType(ProblemException.class, query::check).problem().errors();
  }

  private static void fine(Query query) {
    assertThatCode(query::check).doesNotThrowAnyException();
  }

  @Test
  void whatIsMissingIsEmptyAndFine() {
    var query = new Query(Map.of(), "p");

    assertThat(query.text("p")).isEmpty();
    assertThat(query.texts("p")).isEmpty();
    assertThat(query.choices("p", Colour.class)).isEmpty();
    assertThat(query.instant("p")).isEmpty();
    assertThat(query.integer("p", 7, 1, 10)).isEqualTo(7);
    assertThat(query.limit()).isEqualTo(50);
    fine(query);
  }

  @Test
  void anUnknownParameterIsRefusedWithTheKnownOnes() {
    var query = new Query(Map.of("tsak", List.of("x")), "task", "limit");

    assertThat(errors(query))
        .containsExactly(new FieldError("tsak", "is unknown; known are limit, task"));
  }

  @Test
  void aPathWithoutParametersTakesNone() {
    assertThat(errors(new Query(Map.of("a", List.of("x")))))
        .containsExactly(new FieldError("a", "is unknown; this path takes no query parameters"));
  }

  @Test
  void aParameterMayBeRepeated50Times() {
    Query fifty = repeated(50);
    assertThat(fifty.texts("p")).hasSize(50);
    fine(fifty);

    Query more = repeated(51);
    assertThat(more.texts("p")).isEmpty();
    assertThat(errors(more))
        .containsExactly(new FieldError("p", "is repeated too often: at most 50 times"));
  }

  @Test
  void aValueHas256CharactersAtMost() {
    assertThat(of("x".repeat(256)).text("p")).isPresent();

    Query longer = of("x".repeat(257));
    assertThat(longer.text("p")).isEmpty();
    assertThat(errors(longer))
        .containsExactly(new FieldError("p", "is too long: at most 256 characters"));
  }

  @Test
  void aParameterThatStandsOnceIsRefusedTwice() {
    Query twice = repeated(2);
    twice.text("p");

    assertThat(errors(twice)).containsExactly(new FieldError("p", "may stand only once"));
  }

  @Test
  void choicesAreConstantsByTheirExactNames() {
    var query = new Query(Map.of("p", List.of("GREEN", "red", "RED", "")), "p");

    assertThat(query.choices("p", Colour.class)).containsExactly(Colour.GREEN, Colour.RED);
    assertThat(errors(query))
        .containsExactly(
            new FieldError("p", "must be one of [RED, GREEN]"),
            new FieldError("p", "must be one of [RED, GREEN]"));
  }

  @Test
  void anInstantIsInUtc() {
    Query query = of("2026-11-24T03:00:00.5Z");

    assertThat(query.instant("p")).contains(Instant.parse("2026-11-24T03:00:00.500Z"));
    fine(query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-24", "2026-11-24T03:00:00", "yesterday", "0", ""})
  void otherTimesAreRefused(String text) {
    Query query = of(text);

    assertThat(query.instant("p")).isEmpty();
    assertThat(errors(query))
        .containsExactly(
            new FieldError("p", "must be an instant in UTC, such as 2026-11-24T03:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"1", "10", "+5"})
  void numbersInRangeAreTaken(String text) {
    Query query = of(text);

    assertThat(query.integer("p", 7, 1, 10)).isEqualTo(Long.parseLong(text));
    fine(query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.0", "", " 1", "99999999999999999999"})
  void otherNumbersAreRefusedAndTheFallbackStands(String text) {
    Query query = of(text);

    assertThat(query.integer("p", 7, 1, 10)).isEqualTo(7);
    assertThat(errors(query))
        .containsExactly(new FieldError("p", "must be a whole number from 1 to 10"));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "500, true", "0, false", "501, false", "-1, false"})
  void aPageHas1To500Items(String limit, boolean taken) {
    var query = new Query(Map.of("limit", List.of(limit)), "limit");

    assertThat(query.limit()).isEqualTo(taken ? Integer.parseInt(limit) : 50);
    if (taken) {
      fine(query);
    } else {
      assertThat(errors(query))
          .containsExactly(new FieldError("limit", "must be a whole number from 1 to 500"));
    }
  }

  @Test
  void allErrorsAreToldAtOnceAndTheFirstIsTheDetail() {
    var query = new Query(Map.of("a", List.of("x"), "b", List.of("y"), "c", List.of()), "a", "b");
    query.integer("a", 0, 0, 1);
    query.instant("b");

    ProblemException thrown = catchThrowableOfType(ProblemException.class, query::check);

    assertThat(thrown.problem().status()).isEqualTo(400);
    assertThat(thrown.problem().errors())
        .extracting(FieldError::pointer)
        .containsExactly("c", "a", "b");
    assertThat(thrown.problem().detail()).isEqualTo("c is unknown; known are a, b");
  }

  @Test
  void controlCharactersAreRefusedSinceADatabaseMayFailOnThem() {
    for (String text : List.of("a\0", "\n", "\u0085")) {
      Query query = of(text);

      assertThat(query.texts("p")).isEmpty();
      assertThat(errors(query))
          .containsExactly(new FieldError("p", "must not have control characters"));
    }
  }
}
