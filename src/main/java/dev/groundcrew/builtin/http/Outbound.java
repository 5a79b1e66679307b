package dev.groundcrew.builtin.http;

import dev.groundcrew.settings.Own;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;

/** Where the container meets the plain parts: the one client of this application, and its reach. */
@ApplicationScoped
public class Outbound {
  @Inject OutboundSettings settings;
  @Inject @Own ManagedThreadFactory threads;

  private OutboundClient client;

  @PostConstruct
  void open() {
    client =
        new OutboundClient(
            threads, this::allows, InetAddress::getAllByName, () -> settings.reach().proxy());
  }

  private boolean allows(String host, int port, InetAddress address) {
    return settings.reach().allows(host, port, address);
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /** The client; it starts with the first request. */
  public OutboundClient client() {
    return client;
  }

  /** Where it may go, as the configuration says; read before the first task is made. */
  public Reach reach() {
    return settings.reach();
  }
}
