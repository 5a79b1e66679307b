package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenIdSettingsTest {
  private static final Map<String, String> RIGHT =
      Map.of(
          "groundcrew.oidc.issuer", "https://sso.example/realms/ops",
          "groundcrew.oidc.client-id", "groundcrew",
          "groundcrew.oidc.viewers", "*",
          "groundcrew.oidc.operators", "crew, night shift");

  private static SettingsReader reader(Map<String, String> set) {
    return new SettingsReader(key -> Optional.ofNullable(set.get(key)), List.copyOf(set.keySet()));
  }

  private static Map<String, String> but(String key, String value) {
    var set = new TreeMap<>(RIGHT);
    set.put(key, value);
    return set;
  }

  @Test
  void aProviderIsDescribedByThreeSettings() {
    var settings = new OpenIdSettings();
    SettingsReader reader = reader(RIGHT);
    settings.read(reader);

    assertThat(reader.faults()).isEmpty();
    OpenIdClient client = settings.client().orElseThrow();
    assertThat(client.title()).isEqualTo("sso.example");
    assertThat(client.nameClaim()).isEqualTo("preferred_username");
    assertThat(client.roles().roleOf(List.of("other", "night shift"))).contains(Role.OPERATOR);
    assertThat(client.roles().roleOf(List.of())).as("everybody there").contains(Role.VIEWER);
  }

  @ParameterizedTest
  @CsvSource({
    "groundcrew.oidc.issuer,    http://sso.example,       must be an https URL",
    "groundcrew.oidc.issuer,    https://sso.example?a=b,  must be an https URL",
    "groundcrew.oidc.issuer,    sso,                      must be an https URL",
    "groundcrew.oidc.issuer,    '',                       'is missing, while'",
    "groundcrew.oidc.client-id, '',                       is missing",
    "groundcrew.oidc.scopes,    profile,                  must have openid",
  })
  void aWrongSettingIsNamedWithItsMend(String key, String value, String fault) {
    SettingsReader reader = reader(but(key, value));
    new OpenIdSettings().read(reader);

    assertThat(reader.faults()).singleElement().asString().startsWith(key).contains(fault);
  }

  @Test
  void someGroupMustHaveARole() {
    var set = new TreeMap<>(RIGHT);
    set.remove("groundcrew.oidc.viewers");
    set.remove("groundcrew.oidc.operators");
    SettingsReader reader = reader(set);
    new OpenIdSettings().read(reader);

    assertThat(reader.faults()).singleElement().asString().contains("nobody could sign in");
  }

  @Test
  void theServersRealmIsAskedOnlyIfASettingSaysSo() {
    var settings = new ServerSignInSettings();
    settings.read(reader(Map.of()));
    assertThat(settings.roles()).isEmpty();

    settings.read(
        reader(Map.of("groundcrew.sign-in", "server", "groundcrew.sign-in.operators", "crew")));
    assertThat(settings.roles().orElseThrow().roleOf(List.of("crew"))).contains(Role.OPERATOR);

    for (String way : List.of("server", "ldap")) {
      SettingsReader wrong = reader(Map.of("groundcrew.sign-in", way));
      new ServerSignInSettings().read(wrong);
      assertThat(wrong.faults()).as(way).hasSize(1);
    }
  }
}
