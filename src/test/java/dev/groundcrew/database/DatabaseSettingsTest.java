package dev.groundcrew.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rules 1 and 2. */
class DatabaseSettingsTest {
  private static final String DURABLE =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=FALSE";
  private static final Path USER_HOME = Path.of(System.getProperty("user.home")).toAbsolutePath();

  private SettingsReader reader;

  private DatabaseSettings read(Map<String, String> texts) {
    reader = new SettingsReader(key -> Optional.ofNullable(texts.get(key)), texts.keySet());
    return DatabaseSettings.read(reader);
  }

  private DatabaseSettings ofUrl(String url) {
    return read(Map.of("groundcrew.database.url", url));
  }

  @Test
  void withoutSettingsItIsAFileInTheHomeOfTheUser() {
    DatabaseSettings settings = read(Map.of());

    Path home = USER_HOME.resolve(".groundcrew");
    assertThat(settings.home()).contains(home);
    assertThat(settings.url())
        .isEqualTo("jdbc:h2:retry:file:" + home.resolve("groundcrew") + ";COMPRESS=TRUE" + DURABLE);
    assertThat(settings.jndi()).isEmpty();
    assertThat(settings.user()).isEqualTo("groundcrew");
    assertThat(settings.password()).isEmpty();
    assertThat(settings.poolSize()).isEqualTo(10);
    assertThat(reader.faults()).isEmpty();
  }

  @Test
  void aTildeIsTheHomeOfTheUser() {
    assertThat(read(Map.of("groundcrew.home", "~")).home()).contains(USER_HOME);
    assertThat(read(Map.of("groundcrew.home", "~/a/b")).home())
        .contains(USER_HOME.resolve("a").resolve("b"));
  }

  @Test
  void aTildeElsewhereIsPartOfAName() {
    assertThat(read(Map.of("groundcrew.home", "~other/x")).home())
        .contains(Path.of("~other/x").toAbsolutePath());
    assertThat(read(Map.of("groundcrew.home", "/data/~")).home()).contains(Path.of("/data/~"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data;INIT=x", "a\0b"})
  void aHomeThatIsNoPlainPathIsRefused(String home) {
    read(Map.of("groundcrew.home", home));

    assertThat(reader.faults())
        .containsExactly("groundcrew.home '" + home + "' must be a path without semicolons");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x",
        "jdbc:h2:mem:x;WRITE_DELAY=500",
        "jdbc:h2:mem:x;write_delay=500",
        "jdbc:h2:mem:x; Write_Delay = 500 ",
        "jdbc:h2:mem:x;\tWRITE_DELAY\t=500",
        "jdbc:h2:mem:x;WRITE_DELAY=0;WRITE_DELAY=500",
        "jdbc:h2:mem:x;DB_CLOSE_ON_EXIT=TRUE",
        "jdbc:h2:mem:x;db_close_on_exit=true;write_delay=1",
        "jdbc:h2:mem:x;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0",
        "jdbc:h2:mem:x;optimize_reuse_results=true",
      })
  void h2NeverDelaysItsWritesNorClosesByItselfNorAnswersFromMemory(String url) {
    assertThat(ofUrl(url).url()).isEqualTo("jdbc:h2:mem:x" + DURABLE);
    assertThat(reader.faults()).isEmpty();
  }

  @Test
  void otherSettingsOfAnH2UrlStay() {
    assertThat(ofUrl("jdbc:h2:file:/d/x;CIPHER=AES;WRITE_DELAY=9;MODE=Regular").url())
        .isEqualTo("jdbc:h2:retry:file:/d/x;CIPHER=AES;MODE=Regular" + DURABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:file:/d/x, jdbc:h2:retry:file:/d/x",
    "JDBC:H2:FILE:/d/x, jdbc:h2:retry:FILE:/d/x",
    "jdbc:h2:/d/x, jdbc:h2:retry:/d/x",
    "jdbc:h2:~/x, jdbc:h2:retry:~/x",
    "jdbc:h2:./x, jdbc:h2:retry:./x",
    "jdbc:h2:C:/d/x, jdbc:h2:retry:C:/d/x",
    "jdbc:h2:retry:/d/x, jdbc:h2:retry:/d/x",
    "jdbc:h2:async:/d/x, jdbc:h2:async:/d/x",
    "jdbc:h2:mem:x, jdbc:h2:mem:x",
    "jdbc:h2:tcp://host/x, jdbc:h2:tcp://host/x",
  })
  void anH2FileIsOpenedAgainAfterAnInterruption(String url, String used) {
    assertThat(ofUrl(url).url()).isEqualTo(used + DURABLE);
  }

  @Test
  void aNamedDatabaseNeedsNoHome() {
    assertThat(ofUrl("jdbc:h2:mem:x").home()).isEmpty();
    assertThat(read(Map.of("groundcrew.database.jndi", "jdbc/x")).home()).isEmpty();
  }

  @Test
  void aUrlOfPostgresqlIsLeftAsItIs() {
    String url = "jdbc:postgresql://db/app?ApplicationName=x;WRITE_DELAY=5";

    assertThat(ofUrl(url).url()).isEqualTo(url);
    assertThat(reader.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'",
        "jdbc:h2:mem:x;init=create table a(b int)",
        "JDBC:H2:mem:x; Init =x",
        "jdbc:h2:mem:x;A=1;\n\tINIT\n=x",
        "jdbc:h2:mem:x\n;INIT=x",
      })
  void scriptsAreRefused(String url) {
    ofUrl(url);

    assertThat(reader.faults())
        .containsExactly("groundcrew.database.url must not run scripts: leave INIT out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:x;IN\\IT=x", "jdbc:h2:mem:x;WRITE\\_DELAY=500"})
  void namesHiddenByBackslashesAreRefused(String url) {
    ofUrl(url);

    assertThat(reader.faults())
        .containsExactly("groundcrew.database.url must not have a backslash behind a semicolon");
  }

  @Test
  void aFileOfWindowsMayHaveBackslashes() {
    ofUrl("jdbc:h2:file:C:\\data\\x;MODE=Regular");

    assertThat(reader.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:mysql://x", "h2:mem:x", "postgresql://x", "jdbc:h2", "x"})
  void otherDatabasesAreRefused(String url) {
    ofUrl(url);

    assertThat(reader.faults())
        .containsExactly("groundcrew.database.url must start with jdbc:h2: or jdbc:postgresql:");
  }

  @Test
  void aDataSourceAndAUrlExcludeEachOther() {
    read(Map.of("groundcrew.database.jndi", "jdbc/x", "groundcrew.database.url", "jdbc:h2:mem:x"));

    assertThat(reader.faults())
        .containsExactly("groundcrew.database.jndi and groundcrew.database.url exclude each other");
  }

  @Test
  void thePoolHas2To200Connections() {
    assertThat(read(Map.of("groundcrew.database.pool-size", "2")).poolSize()).isEqualTo(2);
    read(Map.of("groundcrew.database.pool-size", "1"));
    assertThat(reader.faults())
        .containsExactly("groundcrew.database.pool-size '1' must be 2 to 200");
  }
}
