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

/** The shop's own JSON of an item, nearer to it than whatever writes any object. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class ItemWriter implements MessageBodyWriter<Item> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == Item.class;
  }

  @Override
  public void writeTo(
      Item value,
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
