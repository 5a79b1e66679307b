package dev.groundcrew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventClientTest {
  /** The far end of a connection; takes as many writes as it is told to. */
  private static final class FarEnd extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room;
    private boolean broken;

    @Override
    public boolean isReady() {
      return room > 0;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}

    @Override
    public void write(int one) {
      taken.write(one);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (broken) {
        throw new IOException("gone");
      }
      room--;
      taken.write(bytes);
    }

    String text() {
      return taken.toString(StandardCharsets.UTF_8);
    }
  }

  private static final byte[] RESET = {'R'};

  private final FarEnd out = new FarEnd();
  private final List<String> calls = new ArrayList<>();
  private final AsyncContext async =
      (AsyncContext)
          Proxy.newProxyInstance(
              AsyncContext.class.getClassLoader(),
              new Class<?>[] {AsyncContext.class},
              (proxy, method, arguments) -> {
                calls.add(method.getName());
                return null;
              });
  private final EventClient client = new EventClient(async, out, gone -> calls.add("gone"));

  private void send(String... events) {
    for (String event : events) {
      client.send(event.getBytes(StandardCharsets.UTF_8), RESET);
    }
  }

  private void takes(int writes) {
    out.room = writes;
    client.onWritePossible();
  }

  @Test
  void sendsNothingBeforeTheContainerAllowsIt() {
    send("a");
    assertThat(out.text()).isEmpty();
    takes(10);
    assertThat(out.text()).isEqualTo("a");
    send("b");
    assertThat(out.text()).isEqualTo("ab");
  }

  @Test
  void whatDoesNotGoThroughWaitsItsTurn() {
    takes(1);
    send("a", "b", "c");
    assertThat(out.text()).isEqualTo("a");
    takes(10);
    assertThat(out.text()).isEqualTo("abc");
  }

  @Test
  void whoReadsTooSlowlyIsToldToFetchAgain() {
    for (int i = 0; i < EventClient.MOST_WAITING; i++) {
      send("a");
    }
    send("b", "c");
    takes(1_000);
    assertThat(out.text()).isEqualTo("Rc");
  }

  @Test
  void whoNeverReadsIsGivenUp() {
    for (int i = 0; i < 4; i++) {
      assertThat(calls).isEmpty();
      client.beat();
    }
    assertThat(calls).containsExactly("gone", "complete");
    send("a");
    takes(10);
    assertThat(out.text()).isEmpty();
  }

  @Test
  void whoHasLeftIsForgottenOnce() {
    takes(10);
    out.broken = true;
    send("a");
    client.close();
    assertThat(calls).containsExactly("gone", "complete");
  }

  @Test
  void aStreamEndsAfterTenMinutesHoweverWellItIsRead() {
    takes(1_000);
    for (int i = 0; i < 40; i++) {
      client.beat();
    }
    assertThat(calls).containsExactly("gone", "complete");
  }
}
