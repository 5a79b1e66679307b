package dev.groundcrew.watch.alerts;

import java.util.List;
import java.util.Optional;

/**
 * People who are told by e-mail.
 *
 * @param server who takes the mail from us
 * @param from the sender's address; empty for what the server's mail session says
 * @param to the addresses of the people, one at least
 */
record Mailbox(String name, Server server, Optional<String> from, List<String> to)
    implements Receiver {
  /** Who takes the mail from us. */
  sealed interface Server {
    /** What may be shown of it. */
    String host();
  }

  /**
   * A mail session of the application server's, with all that belongs to it.
   *
   * @param jndi its name
   */
  record Session(String jndi) implements Server {
    @Override
    public String host() {
      return jndi;
    }
  }

  /**
   * An SMTP server.
   *
   * @param tls whether the connection begins with TLS; else it goes over to it if that is offered,
   *     and must where there is a password
   * @param login who we are; empty for nobody
   */
  record Smtp(String host, int port, boolean tls, Optional<Login> login) implements Server {}

  /** Who we are to an SMTP server. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  Mailbox {
    to = List.copyOf(to);
  }

  @Override
  public ReceiverKind kind() {
    return ReceiverKind.MAIL;
  }

  @Override
  public String host() {
    return server.host();
  }

  @Override
  public boolean signed() {
    return false;
  }
}
