package dev.groundcrew.web;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.ws.rs.ext.ContextResolver;

/**
 * JSON with every field, null where it has no value, so that clients see every name. Fields come in
 * the order of the alphabet, after those that a record puts first by {@code @JsonbPropertyOrder}.
 */
public class JsonWithNulls implements ContextResolver<Jsonb> {
  private final Jsonb jsonb = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }
}
