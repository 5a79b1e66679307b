package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 1 of the package. */
class AlertSettingsTest {
  private final AlertSettings settings = new AlertSettings();

  private SettingsReader read(Map<String, String> texts) {
    var reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    settings.read(reader);
    reader.refuseUnknown();
    return reader;
  }

  @Test
  void readsReceiversByName() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.alerts.ops.url", "https://ops.example.org/hook",
                "groundcrew.alerts.ops.secret", "correct horse",
                "groundcrew.alerts.chat.url", "https://hooks.example.org/services/T0/B0/key",
                "groundcrew.alerts.chat.kind", "slack"));

    assertThat(reader.faults()).isEmpty();
    assertThat(settings.receivers())
        .extracting(Receiver::name, Receiver::kind, Receiver::host)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("chat", ReceiverKind.SLACK, "hooks.example.org"),
            org.assertj.core.groups.Tuple.tuple("ops", ReceiverKind.WEBHOOK, "ops.example.org"));
  }

  @Test
  void everyFaultIsNamedAndNoKeyIsRepeated() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.alerts.a.url", "file:///etc/key",
                "groundcrew.alerts.b.kind", "pigeon",
                "groundcrew.alerts.d.secret", "correct horse",
                "groundcrew.alerts.c.url", "https://c.example.org",
                "groundcrew.alerts.c.secret", "whsec_!",
                "groundcrew.alerts.heartbeat-url", "not a url"));

    assertThat(reader.faults())
        .containsExactlyInAnyOrder(
            "groundcrew.alerts.heartbeat-url must be an http or https URL with a host",
            "groundcrew.alerts.a.url must be an http or https URL with a host",
            "groundcrew.alerts.b.kind 'pigeon' must be webhook, slack or mail",
            "groundcrew.alerts.d.url must be set: where alerts for d go",
            "groundcrew.alerts.c.secret must have base 64 behind whsec_");
  }

  @Test
  void readsMailboxesOfAnSmtpServerAndOfAMailSession() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.alerts.a.kind", "mail",
                "groundcrew.alerts.a.url", "smtps://mail.example.org",
                "groundcrew.alerts.a.user", "groundcrew",
                "groundcrew.alerts.a.password", "correct horse",
                "groundcrew.alerts.a.from", "groundcrew@example.org",
                "groundcrew.alerts.a.to", "ops@example.org, night@example.org",
                "groundcrew.alerts.b.kind", "mail",
                "groundcrew.alerts.b.mail-session", "mail/ops",
                "groundcrew.alerts.b.to", "ops@example.org"));

    assertThat(reader.faults()).isEmpty();
    assertThat(settings.receivers())
        .containsExactly(
            new Mailbox(
                "a",
                new Mailbox.Smtp(
                    "mail.example.org",
                    465,
                    true,
                    Optional.of(new Mailbox.Login("groundcrew", "correct horse"))),
                Optional.of("groundcrew@example.org"),
                List.of("ops@example.org", "night@example.org")),
            new Mailbox(
                "b",
                new Mailbox.Session("mail/ops"),
                Optional.empty(),
                List.of("ops@example.org")));
    assertThat(settings.receivers().toString()).doesNotContain("horse");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | smtp://anna:secret@mail | url must be smtp://HOST:PORT or smtps://HOST:PORT, with",
        "url | smtp:mail | url must be smtp://HOST:PORT or smtps://HOST:PORT, with nothing else",
        "url | https://mail | url must be smtp://HOST:PORT or smtps://HOST:PORT, with nothing",
        "url | '' | url must be set to smtp://HOST:PORT or smtps://HOST:PORT, or else",
        "to | '' | to must be 1 to 20 addresses with commas: who is told by mail",
        "to | ops@example.org,ops | to 'ops' must be an address such as ops@example.org",
        "from | '' | from must be set: the address that alerts come from",
        "from | Ops <ops@example.org> | from 'Ops <ops@example.org>' must be an address such as",
        "user | anna | password must be set too: the two go together",
        "password | secret | user must be set too: the two go together",
        "secret | secret | secret signs webhooks: leave it out, or write groundcrew.alerts.a.pass",
        "mail-session | mail/a | url is the business of the mail session: leave one of the two out",
        "kind | webhook | to is for mail: set groundcrew.alerts.a.kind=mail, or leave it out"
      })
  void aWrongMailboxNamesTheFieldAndTheMend(String last, String value, String fault) {
    var texts =
        new HashMap<String, String>(
            Map.of(
                "groundcrew.alerts.a.kind", "mail",
                "groundcrew.alerts.a.url", "smtp://mail.example.org:2525",
                "groundcrew.alerts.a.from", "groundcrew@example.org",
                "groundcrew.alerts.a.to", "ops@example.org"));
    if (value.isEmpty()) {
      texts.remove("groundcrew.alerts.a." + last);
    } else {
      texts.put("groundcrew.alerts.a." + last, value);
    }

    assertThat(read(texts).faults())
        .anyMatch(each -> each.startsWith("groundcrew.alerts.a." + fault))
        .noneMatch(each -> each.contains("secret@"));
  }

  @Test
  void aMailSessionOfAnotherMachineIsRefused() {
    SettingsReader reader =
        read(
            Map.of(
                "groundcrew.alerts.a.kind", "mail",
                "groundcrew.alerts.a.mail-session", "ldap://evil.example.org/x",
                "groundcrew.alerts.a.to", "ops@example.org"));

    assertThat(reader.faults())
        .containsExactly(
            "groundcrew.alerts.a.mail-session 'ldap://evil.example.org/x' must be a name of this"
                + " server: java:… or mail/…");
  }
}
