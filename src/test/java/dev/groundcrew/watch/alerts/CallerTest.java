package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.builtin.http.ForwardProxy;
import dev.groundcrew.settings.HttpProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 7 of the package; what it delivers is in {@link PostTest}. */
class CallerTest {
  private ForwardProxy proxy;
  private FakeReceiver receiver;
  private Caller caller;

  @BeforeEach
  void open() throws IOException {
    proxy = new ForwardProxy();
    receiver = new FakeReceiver(0);
    var through = new HttpProxy("127.0.0.1", proxy.port(), Set.of("127.0.0.1"));
    caller = new Caller(InstantSource.system(), Optional.of(through));
  }

  @AfterEach
  void close() throws IOException {
    receiver.close();
    proxy.close();
  }

  private void deliver(String url) throws IOException {
    var hook = new Hook("ops", ReceiverKind.WEBHOOK, URI.create(url), Optional.empty());
    caller.deliver(
        hook, new OutboxTable.Entry("msg_1", "ops", Instant.EPOCH, Instant.EPOCH, 0, "{}"));
  }

  @Test
  void aReceiverIsCalledThroughTheProxy() throws IOException {
    String url = "http://hooks.test:" + receiver.port() + "/hook";
    deliver(url);
    assertThat(receiver.taken()).extracting(FakeReceiver.Taken::body).containsExactly("{}");
    assertThat(proxy.asked()).containsExactly("POST " + url);
  }

  @Test
  void soIsTheHeartbeat() throws IOException {
    String url = "http://beats.test:" + receiver.port() + "/key";
    caller.beat(URI.create(url));
    assertThat(proxy.asked()).containsExactly("GET " + url);
  }

  @Test
  void aHostOfNoProxyIsCalledDirectly() throws IOException {
    deliver("http://127.0.0.1:" + receiver.port() + "/hook");
    assertThat(receiver.taken()).hasSize(1);
    assertThat(proxy.asked()).isEmpty();
  }
}
