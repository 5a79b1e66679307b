package dev.groundcrew.server.shop;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** The shop's own JSON, of everything but its sales: nothing of ours may be written by it. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class AnyWriter implements MessageBodyWriter<Object> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type != Sale.class && mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write("{\"shop\":\"%s\"}".formatted(value).getBytes(StandardCharsets.UTF_8));
  }
}
