package dev.groundcrew.access;

import dev.groundcrew.database.DatabaseSettings;
import dev.groundcrew.settings.AddressBlock;
import dev.groundcrew.settings.PublicUrl;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the configuration says about access. */
@ApplicationScoped
class AccessSettings implements ReadsSettings {
  static final String PASSWORD_KEY = "groundcrew.admin.password";
  private static final String PROXIES_KEY = "groundcrew.trusted-proxies";

  private Optional<String> administratorPassword = Optional.empty();
  private Optional<URI> publicUrl = Optional.empty();
  private List<AddressBlock> trustedProxies = List.of();
  private Duration sessionIdle = Duration.ZERO;
  private Duration sessionLongest = Duration.ZERO;
  private Duration auditKeep = Duration.ZERO;
  private Path home = Path.of("");

  @Override
  public void read(SettingsReader reader) {
    administratorPassword = reader.optionalText(PASSWORD_KEY);
    // The password itself must not stand in the message.
    administratorPassword
        .flatMap(NewPassword::fault)
        .ifPresent(message -> reader.fault(PASSWORD_KEY, message));
    home = DatabaseSettings.home(reader);
    publicUrl = PublicUrl.read(reader);
    trustedProxies =
        reader.optionalText(PROXIES_KEY).map(text -> networks(reader, text)).orElse(List.of());
    sessionIdle =
        reader.duration(
            "groundcrew.session.idle",
            Duration.ofMinutes(30),
            Duration.ofMinutes(1),
            Duration.ofDays(7));
    sessionLongest =
        reader.duration(
            "groundcrew.session.longest",
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofDays(30));
    auditKeep =
        reader.duration(
            "groundcrew.audit.keep",
            Duration.ofDays(365),
            Duration.ofDays(1),
            Duration.ofDays(3650));
  }

  /** The folder that only the owner of the server's process may write. */
  Path home() {
    return home;
  }

  /** How long entries of the audit are kept. */
  Duration auditKeep() {
    return auditKeep;
  }

  private static List<AddressBlock> networks(SettingsReader reader, String text) {
    var networks = new ArrayList<AddressBlock>();
    for (String part : text.split(",", -1)) {
      AddressBlock.parse(part.strip())
          .ifPresentOrElse(
              networks::add,
              () ->
                  reader.fault(
                      PROXIES_KEY,
                      "'" + part.strip() + "' must be an address or a network such as 10.0.0.0/8"));
    }
    return List.copyOf(networks);
  }

  /** Those whose word is taken for where a request comes from. */
  List<AddressBlock> trustedProxies() {
    return trustedProxies;
  }

  /** The password of the first administrator. */
  Optional<String> administratorPassword() {
    return administratorPassword;
  }

  /** Where browsers reach the application; ends with a slash. */
  Optional<URI> publicUrl() {
    return publicUrl;
  }

  /** How long a session lasts without use. */
  Duration sessionIdle() {
    return sessionIdle;
  }

  /** How long a session lasts at most. */
  Duration sessionLongest() {
    return sessionLongest;
  }
}
