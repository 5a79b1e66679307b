package dev.groundcrew.watch.alerts;

import dev.groundcrew.settings.SettingsReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the configuration says about one receiver (rule 1 of the package). */
record ReceiverSettings(SettingsReader reader, String name) {
  /** The last part of each key. */
  static final List<String> NAMES =
      List.of("url", "kind", "secret", "to", "from", "mail-session", "user", "password");

  private static final List<String> OF_MAIL =
      List.of("to", "from", "mail-session", "user", "password");

  private static final Pattern ADDRESS =
      Pattern.compile("[!-~&&[^@,<>()\"\\\\:;]]+@[A-Za-z0-9.-]+");

  /** No scheme but {@code java:}: a name must not lead to another machine. */
  private static final Pattern JNDI = Pattern.compile("(java:)?[A-Za-z0-9_./-]+");

  private static final int MOST_ADDRESSES = 20;
  private static final int SMTP = 25;
  private static final int SMTPS = 465;

  /** The receiver; empty if something is wrong, which the reader then knows. */
  Optional<Receiver> read() {
    String kind = reader.text(key("kind"), "webhook");
    return switch (kind) {
      case "webhook", "slack" -> hook(ReceiverKind.valueOf(kind.toUpperCase(Locale.ROOT)));
      case "mail" -> mailbox();
      default -> {
        fault("kind", "'" + kind + "' must be webhook, slack or mail");
        yield Optional.empty();
      }
    };
  }

  private String key(String last) {
    return "groundcrew.alerts." + name + "." + last;
  }

  private Optional<String> text(String last) {
    return reader.optionalText(key(last));
  }

  private void fault(String last, String mend) {
    reader.fault(key(last), mend);
  }

  private Optional<Receiver> hook(ReceiverKind kind) {
    for (String other : OF_MAIL) {
      if (text(other).isPresent()) {
        fault(other, "is for mail: set " + key("kind") + "=mail, or leave it out");
      }
    }
    Optional<String> url = text("url");
    Optional<String> secret = text("secret");
    if (url.isEmpty()) {
      fault("url", "must be set: where alerts for " + name + " go");
    }
    if (secret.isPresent() && !Signature.takes(secret.get())) {
      fault("secret", "must have base 64 behind whsec_");
    }
    return url.flatMap(it -> AlertSettings.url(reader, key("url"), it))
        .map(it -> new Hook(name, kind, it, secret));
  }

  private Optional<Receiver> mailbox() {
    // The servers of the Web Profile need not have it.
    reader.needs(
        key("kind"),
        "jakarta.mail.Session",
        "'mail' needs Jakarta Mail, which this server does not have: use a webhook");
    if (text("secret").isPresent()) {
      fault("secret", "signs webhooks: leave it out, or write " + key("password"));
    }
    List<String> to = addresses();
    Optional<String> from = text("from").map(String::strip);
    if (from.isPresent() && !ADDRESS.matcher(from.get()).matches()) {
      fault("from", "'" + from.get() + "' must be an address such as groundcrew@example.org");
    }
    Optional<String> session = text("mail-session").map(String::strip);
    if (session.isEmpty() && from.isEmpty()) {
      fault("from", "must be set: the address that alerts come from");
    }
    Optional<? extends Mailbox.Server> server =
        session.isPresent() ? session(session.get()) : smtp();
    return server.isEmpty() || to.isEmpty()
        ? Optional.empty()
        : Optional.of(new Mailbox(name, server.get(), from, to));
  }

  private List<String> addresses() {
    List<String> to =
        Arrays.stream(text("to").orElse("").split(",", -1))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .toList();
    if (to.isEmpty() || to.size() > MOST_ADDRESSES) {
      fault("to", "must be 1 to " + MOST_ADDRESSES + " addresses with commas: who is told by mail");
    }
    to.stream()
        .filter(address -> !ADDRESS.matcher(address).matches())
        .forEach(
            address -> fault("to", "'" + address + "' must be an address such as ops@example.org"));
    return to;
  }

  private Optional<Mailbox.Session> session(String jndi) {
    for (String other : List.of("url", "user", "password")) {
      if (text(other).isPresent()) {
        fault(other, "is the business of the mail session: leave one of the two out");
      }
    }
    if (!JNDI.matcher(jndi).matches()) {
      fault("mail-session", "'" + jndi + "' must be a name of this server: java:… or mail/…");
      return Optional.empty();
    }
    return Optional.of(new Mailbox.Session(jndi));
  }

  private Optional<Mailbox.Smtp> smtp() {
    Optional<String> url = text("url");
    Optional<String> user = text("user");
    Optional<String> password = text("password");
    if (user.isPresent() != password.isPresent()) {
      fault(user.isPresent() ? "password" : "user", "must be set too: the two go together");
    }
    if (url.isEmpty()) {
      fault("url", "must be set to smtp://HOST:PORT or smtps://HOST:PORT, or else .mail-session");
      return Optional.empty();
    }
    Optional<Mailbox.Login> login =
        user.flatMap(it -> password.map(secret -> new Mailbox.Login(it, secret)));
    return smtp(url.get(), login);
  }

  /** The text is not repeated in the fault: it may hold a password. */
  private Optional<Mailbox.Smtp> smtp(String text, Optional<Mailbox.Login> login) {
    try {
      var url = new URI(text);
      boolean tls = "smtps".equals(url.getScheme());
      boolean bare =
          url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null
              && ("".equals(url.getPath()) || "/".equals(url.getPath()));
      if ((tls || "smtp".equals(url.getScheme())) && url.getHost() != null && bare) {
        int usual = tls ? SMTPS : SMTP;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return Optional.of(
            new Mailbox.Smtp(url.getHost().replaceAll("[\\[\\]]", ""), port, tls, login));
      }
    } catch (URISyntaxException e) {
      // Falls through to the same fault.
    }
    fault("url", "must be smtp://HOST:PORT or smtps://HOST:PORT, with nothing else in it");
    return Optional.empty();
  }
}
