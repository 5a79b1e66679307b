package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.web.Problem.FieldError;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Package description, rule 1. */
class ProblemMapperTest {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

  private final ProblemMapper mapper = new ProblemMapper();
  private final List<LogRecord> logged = new ArrayList<>();
  private final Handler keeper =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void keepTheLog() {
    LOG.addHandler(keeper);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void letTheLogGo() {
    LOG.removeHandler(keeper);
    LOG.setUseParentHandlers(true);
  }

  private Problem problem(Throwable thrown, int status) {
    Response response = mapper.toResponse(thrown);
    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getMediaType()).isEqualTo(MediaType.valueOf("application/problem+json"));
    Problem problem = (Problem) response.getEntity();
    assertThat(problem.type()).isEqualTo("about:blank");
    assertThat(problem.status()).isEqualTo(status);
    return problem;
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            ProblemException.badRequest("/a", "is wrong"), 400, "Bad Request", "/a is wrong"),
        Arguments.of(ProblemException.notFound("no run x"), 404, "Not Found", "no run x"),
        Arguments.of(ProblemException.conflict("it is over"), 409, "Conflict", "it is over"),
        Arguments.of(
            ProblemException.tooLarge("too much"), 413, "Request Entity Too Large", "too much"),
        Arguments.of(
            new NotFoundException("HTTP 404 secret"),
            404,
            "Not Found",
            "There is nothing at this path"),
        Arguments.of(
            new NotAllowedException("GET"),
            405,
            "Method Not Allowed",
            "This path does not know this method; see Allow"),
        Arguments.of(
            new NotAcceptableException(),
            406,
            "Not Acceptable",
            "This path does not answer in an accepted media type"),
        Arguments.of(
            new NotSupportedException(),
            415,
            "Unsupported Media Type",
            "This path takes application/json"),
        Arguments.of(
            new ForbiddenException("secret"),
            403,
            "Forbidden",
            "The request was refused: Forbidden"),
        Arguments.of(
            new WebApplicationException("secret", 422),
            422,
            "HTTP 422",
            "The request was refused: "));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyRefusalIsAProblem(RuntimeException thrown, int status, String title, String detail) {
    Problem problem = problem(thrown, status);

    assertThat(problem.title()).isEqualTo(title);
    assertThat(problem.detail()).startsWith(detail).doesNotContain("secret");
    assertThat(logged).isEmpty();
  }

  @Test
  void errorsNameEachField() {
    var errors = List.of(new FieldError("/a", "is wrong"), new FieldError("b", "is odd"));

    assertThat(problem(ProblemException.badRequest(errors), 400).errors()).isEqualTo(errors);
  }

  @Test
  void whoComesTooEarlyIsToldWhenToComeBack() {
    Response response =
        mapper.toResponse(ProblemException.unavailable("not now", Duration.ofSeconds(5)));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
  }

  @Test
  void aRefusedMethodKeepsAllow() {
    Response response = mapper.toResponse(new NotAllowedException("GET", new String[] {"POST"}));

    assertThat(response.getHeaderString("Allow")).contains("GET").contains("POST");
    assertThat(mapper.toResponse(new NotFoundException()).getHeaderString("Allow")).isNull();
  }

  @Test
  void whatIsNoErrorPassesUnchanged() {
    URI elsewhere = URI.create("http://localhost/elsewhere");

    Response response = mapper.toResponse(new RedirectionException(303, elsewhere));

    assertThat(response.getStatus()).isEqualTo(303);
    assertThat(response.getLocation()).isEqualTo(elsewhere);
    assertThat(response.getEntity()).isNull();
  }

  @Test
  void aFailureGivesAnIncidentAndKeepsTheRestForTheLog() {
    var thrown = new IllegalStateException("jdbc:h2:file:/secret", new Exception("password"));

    Problem problem = problem(thrown, 500);

    assertThat(problem.title()).isEqualTo("Internal Server Error");
    assertThat(problem.errors()).isEmpty();
    assertThat(problem.detail()).matches("The server failed; its log has incident [0-9a-f-]{36}");
    String incident = problem.detail().substring(problem.detail().lastIndexOf(' ') + 1);
    assertThat(logged)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getMessage()).endsWith(incident);
              assertThat(line.getThrown()).isSameAs(thrown);
            });
  }

  @Test
  void everyFailureHasAnIncidentOfItsOwn() {
    assertThat(problem(new RuntimeException(), 500).detail())
        .isNotEqualTo(problem(new StackOverflowError(), 500).detail());
  }
}
