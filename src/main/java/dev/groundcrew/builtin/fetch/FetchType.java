package dev.groundcrew.builtin.fetch;

import dev.groundcrew.database.Database;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Tasks that read a URL. They share one client, made when the first of them runs. */
@ApplicationScoped
class FetchType implements TaskType {
  @Inject AllowedHosts allowed;
  @Inject ManagedThreadFactory threads;
  @Inject Database database;
  @Inject InstantSource clock;

  @Inject
  @Named("groundcrew-work")
  Executor work;

  private Client client;

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String description() {
    return "Reads a URL without holding a thread, and keeps its changed versions.";
  }

  @Override
  public Mode mode() {
    return Mode.ASYNC;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.requiredText("url", "what to read: an http or https URL"),
        Parameter.text("accept", "media types to ask for, as an Accept header has them"),
        Parameter.duration(
            "timeout",
            "how long an answer may take",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)),
        Parameter.integer("max-bytes", "the largest answer", 1_000_000, 1, 50_000_000),
        Parameter.integer("keep", "changed versions stored", 10, 1, 1_000));
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    URI uri = URI.create(parameters.text("url"));
    try {
      allowed.check(uri);
    } catch (FetchException e) {
      throw new IllegalArgumentException("url: " + e.getMessage(), e);
    }
    var order =
        new Fetch.Order(
            uri,
            parameters.optionalText("accept"),
            parameters.duration("timeout"),
            parameters.integer("max-bytes"),
            parameters.integer("keep"));
    return new Fetch(task, order, allowed, this::client, database, work, clock);
  }

  private synchronized Client client() {
    if (client == null) {
      client =
          new Client(threads, new CheckedAddresses(allowed, SystemDefaultDnsResolver.INSTANCE));
    }
    return client;
  }

  @PreDestroy
  synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
