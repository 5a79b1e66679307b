package dev.groundcrew.builtin.fetch;

import dev.groundcrew.database.Database;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameter;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/** Where the container meets the plain parts: tasks that fetch a URL. */
@ApplicationScoped
class FetchType implements TaskType {
  @Inject FetchSettings settings;
  @Inject Database database;
  @Inject InstantSource clock;
  @Inject ManagedThreadFactory threads;

  @Inject
  @Named("groundcrew-work")
  Executor work;

  private FetchClient client;

  @PostConstruct
  void open() {
    client = new FetchClient(threads, new CheckedNames(this::allows, InetAddress::getAllByName));
  }

  private boolean allows(String host, int port, InetAddress address) {
    return settings.reach().allows(host, port, address);
  }

  @PreDestroy
  void close() {
    client.close();
  }

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String description() {
    return "Fetches a URL, keeps its changed versions and answers the newest from memory.";
  }

  @Override
  public List<Parameter> parameters() {
    return Source.PARAMETERS;
  }

  @Override
  public Mode mode() {
    return Mode.ASYNC;
  }

  @Override
  public TaskBody create(String task, Parameters parameters) {
    Source source = Source.of(task, parameters, settings.reach());
    return new FetchTask(source, client, settings::reach, new FetchTable(database), work, clock);
  }
}
