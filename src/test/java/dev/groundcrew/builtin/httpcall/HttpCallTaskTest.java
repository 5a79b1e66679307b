package dev.groundcrew.builtin.httpcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.groundcrew.builtin.http.OutboundClient;
import dev.groundcrew.builtin.http.Reach;
import dev.groundcrew.builtin.http.Site;
import dev.groundcrew.builtin.http.WatchedContext;
import dev.groundcrew.task.InvalidParameters;
import dev.groundcrew.task.Parameters;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallTaskTest {
  private static final Reach HERE = new Reach(Set.of("*"), Set.of("127.0.0.1"));

  private final ExecutorService work = Executors.newFixedThreadPool(2);
  private final OutboundClient client =
      new OutboundClient(
          Thread::new, HERE::allows, InetAddress::getAllByName, HERE::proxy, Timeout.ofSeconds(4));
  private final WatchedContext context = new WatchedContext();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private Site site;

  @BeforeEach
  void open() throws IOException {
    site = new Site();
    site.answers(exchange -> note(exchange, 200));
  }

  @AfterEach
  void close() {
    site.close();
    client.close();
    work.shutdownNow();
  }

  private void note(HttpExchange exchange, int status) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + body);
    Site.send(exchange, status, "abc", Map.of());
  }

  private static Call call(Map<String, String> texts) {
    return Call.of(Parameters.of(Call.PARAMETERS, texts), HERE);
  }

  private CompletableFuture<Void> run(String... more) {
    Map<String, String> texts = new HashMap<>(Map.of("url", site.url("/hook")));
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    return new HttpCallTask(call(texts), client, () -> HERE, work).run(context);
  }

  @Test
  void anyMethodWithHeadersAndABodyIsSentOnce() throws Exception {
    run(
            "method", "PATCH",
            "headers", "Content-Type: application/json\nX-Trace: 7",
            "secret-headers", "Authorization: Bearer abc",
            "body", "{\"ü\": 1}")
        .get(10, TimeUnit.SECONDS);

    assertThat(requests).containsExactly("PATCH {\"ü\": 1}");
    assertThat(site.requests().get(0).getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(site.requests().get(0).getFirst("X-Trace")).isEqualTo("7");
    assertThat(site.requests().get(0).getFirst("Authorization")).isEqualTo("Bearer abc");
    assertThat(context.message()).isEqualTo("PATCH: 200, 3 bytes").doesNotContain("Bearer");
  }

  @Test
  void theTraceOfTheRunGoesAlongUnlessTheCallHasOneOfItsOwn() throws Exception {
    run().get(10, TimeUnit.SECONDS);
    context.within("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    run().get(10, TimeUnit.SECONDS);
    run("headers", "Traceparent: mine").get(10, TimeUnit.SECONDS);

    assertThat(site.requests())
        .extracting(headers -> headers.get("traceparent"))
        .containsExactly(
            null,
            List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            List.of("mine"));
  }

  @Test
  void withoutAnythingItIsAGet() throws Exception {
    run().get(10, TimeUnit.SECONDS);

    assertThat(requests).containsExactly("GET ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"404 | 2xx, 404", "302 | 300-399", "503 | 5xx", "204 | 204"})
  void anExpectedStatusIsASuccess(int status, String expected) throws Exception {
    site.answers(exchange -> Site.send(exchange, status, "", Map.of()));

    run("expected-status", expected).get(10, TimeUnit.SECONDS);

    assertThat(context.message()).isEqualTo("GET: " + status + ", 0 bytes");
  }

  @ParameterizedTest
  @CsvSource({"404", "301", "500"})
  void anUnexpectedStatusIsAFailureAndARedirectIsNotFollowed(int status) {
    site.answers(
        exchange -> Site.send(exchange, status, "", Map.of("Location", "http://10.0.0.1/")));

    assertThatThrownBy(() -> run().get(10, TimeUnit.SECONDS))
        .hasMessageContaining("answered with status " + status);
    assertThat(site.requests()).hasSize(1);
  }

  @Test
  void aCallThatTakesTooLongIsAborted() {
    site.answers(
        exchange -> {
          // Never answered.
          context.letPausesPass();
        });

    assertThatThrownBy(() -> run().get(10, TimeUnit.SECONDS))
        .hasMessageContaining("took longer than the timeout PT10S");
  }

  @Test
  void anAnswerThatIsTooLongIsAFailure() {
    assertThatThrownBy(() -> run("max-bytes", "2").get(10, TimeUnit.SECONDS))
        .hasMessageContaining("more than the 2 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | ftp://example.org/ | url ",
        "url | http://10.0.0.1/ | no public address",
        "url | http://user:pass@example.org/ | user info",
        "url | https://example.org/?api_key=abc | url must not carry api_key: put it into"
            + " secret-headers",
        "method | get | method must be",
        "method | CONNECT | method must be",
        "method | 'GET / HTTP/1.1' | method must be",
        "headers | nonsense | headers must have one header a line",
        "headers | 'a b: c' | headers must have one header a line",
        "headers | 'Authorization: Basic abc' | headers must not have Authorization: put it into"
            + " secret-headers",
        "headers | 'X-Api-Key: abc' | headers must not have X-Api-Key",
        "headers | 'Cookie: a=b' | headers must not have Cookie",
        "headers | 'Host: elsewhere' | headers must not have Host: it belongs to the connection",
        "secret-headers | 'Content-Length: 5' | secret-headers must not have Content-Length",
        "expected-status | fine | expected-status must list",
        "expected-status | 99 | expected-status must list",
        "expected-status | 299-200 | expected-status must list",
        "expected-status | 600 | expected-status must list"
      })
  void whatIsWrongIsRefusedWithItsParameterAndWithoutTheSecret(
      String parameter, String text, String mend) {
    Map<String, String> texts = new HashMap<>(Map.of("url", "https://example.org/"));
    texts.put(parameter, text);

    assertThatThrownBy(() -> call(texts))
        .isInstanceOf(InvalidParameters.class)
        .hasMessageContaining(mend)
        .message()
        .doesNotContain("abc");
  }

  @Test
  void aLineBreakCannotSmuggleAHeader() {
    assertThatThrownBy(
            () ->
                call(
                    Map.of(
                        "url",
                        "https://example.org/",
                        "secret-headers",
                        "X-A: b\rHost: elsewhere")))
        .hasMessageContaining("control characters");
  }
}
