package dev.groundcrew.watch.alerts;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Mail by the Jakarta Mail of the server: the one class that needs it. */
final class JakartaMail implements Mail {
  private static final Logger LOG = System.getLogger(JakartaMail.class.getName());
  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final String PATIENCE_MILLIS = "5000";

  @Override
  public void deliver(Mailbox mailbox, OutboxTable.Entry entry) throws IOException {
    try {
      if (mailbox.server() instanceof Mailbox.Session named) {
        Session session = lookUp(named.jndi(), mailbox.name());
        Transport transport = session.getTransport();
        send(transport, transport::connect, letter(session, mailbox, entry));
      } else if (mailbox.server() instanceof Mailbox.Smtp smtp) {
        Session session = Session.getInstance(properties(smtp));
        Transport transport = session.getTransport(protocol(smtp));
        send(transport, () -> connect(transport, smtp), letter(session, mailbox, entry));
      }
    } catch (SendFailedException e) {
      if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
        throw failure(e);
      }
      LOG.log(
          Level.WARNING,
          "alert {0} did not reach all addresses of {1}: {2}",
          entry.id(),
          mailbox.name(),
          refused(e));
    } catch (MessagingException e) {
      throw failure(e);
    }
  }

  /** Begins to speak to a mail server. */
  @FunctionalInterface
  private interface Connect {
    void connect() throws MessagingException;
  }

  private static void send(Transport transport, Connect connect, MimeMessage letter)
      throws MessagingException {
    try {
      connect.connect();
      letter.saveChanges();
      transport.sendMessage(letter, letter.getAllRecipients());
    } finally {
      close(transport);
    }
  }

  /** What was taken is taken: a farewell that fails must not send it again. */
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.log(Level.DEBUG, "a mail server did not say good-bye", e);
    }
  }

  private static Session lookUp(String jndi, String mailbox) throws IOException {
    try {
      return InitialContext.doLookup(jndi);
    } catch (NamingException | ClassCastException e) {
      throw new IOException(
          "the server has no mail session "
              + jndi
              + " (groundcrew.alerts."
              + mailbox
              + ".mail-session)",
          e);
    }
  }

  private static String protocol(Mailbox.Smtp smtp) {
    return smtp.tls() ? "smtps" : "smtp";
  }

  /**
   * No time-out of writes: Jakarta Mail would make a thread for it. A letter is short enough for
   * the buffer of the connection.
   */
  private static Properties properties(Mailbox.Smtp smtp) {
    String prefix = "mail." + protocol(smtp) + ".";
    var properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", PATIENCE_MILLIS);
    properties.setProperty(prefix + "timeout", PATIENCE_MILLIS);
    properties.setProperty(prefix + "sendpartial", "true");
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "starttls.enable", "true");
    properties.setProperty(
        prefix + "starttls.required", Boolean.toString(smtp.login().isPresent() && !smtp.tls()));
    properties.setProperty(prefix + "auth", Boolean.toString(smtp.login().isPresent()));
    return properties;
  }

  private static void connect(Transport transport, Mailbox.Smtp smtp) throws MessagingException {
    transport.connect(
        smtp.host(),
        smtp.port(),
        smtp.login().map(Mailbox.Login::user).orElse(null),
        smtp.login().map(Mailbox.Login::password).orElse(null));
  }

  private static MimeMessage letter(Session session, Mailbox mailbox, OutboxTable.Entry entry)
      throws MessagingException {
    Letter letter = Letter.of(entry.body());
    var message = new SameAtEachTry(session, entry.id());
    if (mailbox.from().isPresent()) {
      message.setFrom(new InternetAddress(mailbox.from().get()));
    } else {
      message.setFrom();
    }
    for (String address : mailbox.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
    }
    message.setSubject(letter.subject(), UTF_8);
    message.setText(letter.text(), UTF_8);
    message.setHeader("Date", RFC_1123_DATE_TIME.format(entry.createdAt().atOffset(UTC)));
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  /** A letter whose id tells a mail server that it has it already. */
  private static final class SameAtEachTry extends MimeMessage {
    private final String id;

    SameAtEachTry(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@groundcrew>");
    }
  }

  private static String refused(SendFailedException e) {
    return Stream.of(e.getInvalidAddresses(), e.getValidUnsentAddresses())
        .filter(addresses -> addresses != null)
        .flatMap(Arrays::stream)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  /** The innermost reason says most: what the mail server answered. */
  private static IOException failure(MessagingException e) {
    Throwable reason = e;
    while (reason instanceof MessagingException outer && outer.getNextException() != null) {
      reason = outer.getNextException();
    }
    String why = reason.getMessage() == null ? e.getMessage() : reason.getMessage();
    return new IOException(why == null ? reason.getClass().getSimpleName() : why.strip(), e);
  }
}
