package dev.groundcrew.builtin.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Reads one answer, and breaks off as soon as it turns out too long. Used by one IO thread. */
final class CappedBody implements AsyncResponseConsumer<Answer> {
  private final int most;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private HttpResponse head;
  private FutureCallback<Answer> whole;

  CappedBody(int most) {
    this.most = most;
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      EntityDetails entity,
      HttpContext context,
      FutureCallback<Answer> callback)
      throws OutboundException, BodyUnwanted {
    var headOnly = new Answer(response, new byte[0]);
    if (entity == null) {
      callback.completed(headOnly);
      return;
    }
    if (!headOnly.isSuccess()) {
      throw new BodyUnwanted(headOnly);
    }
    refuseBeyond(entity.getContentLength());
    head = response;
    whole = callback;
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    // 1xx says nothing that a task could use.
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer source) throws OutboundException {
    refuseBeyond((long) bytes.size() + source.remaining());
    byte[] chunk = new byte[source.remaining()];
    source.get(chunk);
    bytes.write(chunk, 0, chunk.length);
  }

  private void refuseBeyond(long length) throws OutboundException {
    if (length > most) {
      throw new OutboundException(
          String.format(Locale.ROOT, "the body has more than the %,d bytes of max-bytes", most));
    }
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) {
    whole.completed(new Answer(head, bytes.toByteArray()));
  }

  @Override
  public void failed(Exception cause) {
    releaseResources();
  }

  @Override
  public void releaseResources() {
    bytes = new ByteArrayOutputStream();
  }
}
