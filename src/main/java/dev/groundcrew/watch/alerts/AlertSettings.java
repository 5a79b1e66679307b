package dev.groundcrew.watch.alerts;

import dev.groundcrew.settings.HttpProxy;
import dev.groundcrew.settings.PublicUrl;
import dev.groundcrew.settings.ReadsSettings;
import dev.groundcrew.settings.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the configuration says about alerts (rule 1 of the package). */
@ApplicationScoped
class AlertSettings implements ReadsSettings {
  private static final String PREFIX = "groundcrew.alerts.";
  private static final Pattern OF_RECEIVER =
      Pattern.compile(
          "groundcrew\\.alerts\\.([a-z0-9][a-z0-9-]{0,58})\\.(?:"
              + String.join("|", ReceiverSettings.NAMES)
              + ")");

  private volatile List<Receiver> receivers = List.of();
  private volatile Optional<URI> heartbeat = Optional.empty();
  private volatile Duration retry = Duration.ZERO;
  private volatile Optional<URI> publicUrl = Optional.empty();
  private volatile Optional<HttpProxy> proxy = Optional.empty();

  @Override
  public void read(SettingsReader reader) {
    heartbeat =
        reader
            .optionalText(PREFIX + "heartbeat-url")
            .flatMap(text -> url(reader, PREFIX + "heartbeat-url", text));
    retry =
        reader.duration(
            PREFIX + "retry", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1));
    publicUrl = PublicUrl.read(reader);
    proxy = HttpProxy.read(reader);
    var names = new TreeSet<String>();
    for (String key : reader.namesBelow(PREFIX)) {
      Matcher matcher = OF_RECEIVER.matcher(key);
      if (matcher.matches()) {
        names.add(matcher.group(1));
      }
    }
    receivers =
        names.stream().flatMap(name -> new ReceiverSettings(reader, name).read().stream()).toList();
  }

  /** The text is not repeated in the fault: it may hold a key. */
  static Optional<URI> url(SettingsReader reader, String key, String text) {
    try {
      var url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Falls through to the same fault.
    }
    reader.fault(key, "must be an http or https URL with a host");
    return Optional.empty();
  }

  /** Who is told, by name. */
  List<Receiver> receivers() {
    return receivers;
  }

  /** What is called each minute. */
  Optional<URI> heartbeat() {
    return heartbeat;
  }

  /** Where people reach the console. */
  Optional<URI> publicUrl() {
    return publicUrl;
  }

  /** What receivers are called through. */
  Optional<HttpProxy> proxy() {
    return proxy;
  }

  /** The pause after the first failed try. */
  Duration retry() {
    return retry;
  }
}
