package dev.groundcrew.builtin.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Reads an answer as it comes in, and gives up at too many bytes or too late (rule 3). */
final class BoundedAnswer extends AbstractBinResponseConsumer<Answer> {
  private static final int LONGEST_TYPE = 200;

  private final long mostBytes;
  private final Duration timeout;
  private final long begun = System.nanoTime();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int status;

  BoundedAnswer(long mostBytes, Duration timeout) {
    this.mostBytes = mostBytes;
    this.timeout = timeout;
  }

  @Override
  protected void start(HttpResponse response, ContentType type) {
    status = response.getCode();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName(), header.getValue());
    }
  }

  @Override
  protected int capacityIncrement() {
    return 64 * 1_024;
  }

  @Override
  protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
    if (body.size() + (long) source.remaining() > mostBytes) {
      throw new IOException("the answer is larger than max-bytes, " + mostBytes);
    }
    if (System.nanoTime() - begun > timeout.toNanos()) {
      throw new IOException("the answer took longer than " + timeout);
    }
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    body.writeBytes(bytes);
  }

  @Override
  protected Answer buildResult() {
    String type = headers.getOrDefault("Content-Type", "application/octet-stream");
    return new Answer(
        status,
        headers,
        type.length() > LONGEST_TYPE ? "application/octet-stream" : type,
        body.toByteArray());
  }

  @Override
  public void releaseResources() {
    body.reset();
  }
}
