package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.settings.SettingsReader;
import dev.groundcrew.web.ProblemException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Package description, rules 5 and 6. */
@Tag("database")
class SignInTest {
  private static final TestDatabase MEMORY = TestDatabase.Kind.H2.migrated();
  private static final PasswordHash HASH = new PasswordHash(1);
  private static final String HERE = "192.0.2.1";
  private static final String PRINTED = "printed once";

  private final SignIn signIn = signIn(Optional.empty());

  @BeforeEach
  void anAdministratorWithAPasswordForOneSignIn() {
    MEMORY.clear();
    insert(User.Origin.GENERATED, true);
  }

  @AfterAll
  static void close() {
    MEMORY.close();
  }

  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private static SignIn signIn(Optional<String> configured) {
    var settings = new AccessSettings();
    settings.read(
        new SettingsReader(
            key -> key.equals(AccessSettings.PASSWORD_KEY) ? configured : Optional.empty(),
            List.of()));
    var made = new SignIn();
    made.database = MEMORY.database();
    made.clock = InstantSource.system();
    made.settings = settings;
    made.audit = audit(settings);
    made.make(HASH);
    return made;
  }

  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private static Audit audit(AccessSettings settings) {
    var audit = new Audit();
    audit.database = MEMORY.database();
    audit.clock = InstantSource.system();
    audit.settings = settings;
    return audit;
  }

  private void insert(User.Origin origin, boolean mustChangePassword) {
    var user =
        new User("admin", HASH.hash(PRINTED), Role.ADMINISTRATOR, origin, mustChangePassword);
    MEMORY
        .database()
        .transaction(
            sql -> {
              UserTable.insert(sql, user);
              return null;
            });
  }

  private Optional<User> by(String password) {
    return signIn.byPassword(new Credential("admin", password), HERE);
  }

  @Test
  void beforeThereIsAnyUserEverybodyIsToldToComeBackAndNobodyCountsAsAGuesser() {
    MEMORY.clear();
    for (int i = 0; i < 20; i++) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> by(PRINTED))
          .withMessageContaining("Nobody can sign in yet");
    }

    insert(User.Origin.GENERATED, true);

    assertThat(by(PRINTED)).isPresent();
  }

  @Test
  void whoHasAPasswordForOneSignInIsANewcomerUntilItIsChanged() {
    assertThat(by(PRINTED).orElseThrow().roles()).containsExactly(Role.NEWCOMER);

    User changed = signIn.changePassword("admin", PRINTED, "my own choice", HERE);

    assertThat(changed.roles()).contains(Role.ADMINISTRATOR).doesNotContain(Role.NEWCOMER);
    assertThat(by("my own choice")).contains(changed);
    assertThat(by(PRINTED)).as("also where it was remembered").isEmpty();
  }

  @Test
  void aChangeOfThePasswordEndsAllSessions() {
    String one = signIn.begin(by(PRINTED).orElseThrow(), HERE);
    String other = signIn.begin(by(PRINTED).orElseThrow(), HERE);
    assertThat(signIn.bySession(one)).isPresent();

    signIn.changePassword("admin", PRINTED, "my own choice", HERE);

    assertThat(signIn.bySession(one)).isEmpty();
    assertThat(signIn.bySession(other)).isEmpty();
  }

  @Test
  void aWrongPresentPasswordChangesNothing() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> signIn.changePassword("admin", "wrong", "my own choice", HERE))
        .withMessageContaining("/current");
    assertThat(by(PRINTED)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", PRINTED, "PRINTED ONCE", "with\u0007bell in it"})
  void aPasswordThatIsNoGoodIsRefusedWithoutShowingIt(String chosen) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> signIn.changePassword("admin", PRINTED, chosen, HERE))
        .withMessageContaining("/new")
        .satisfies(
            refused -> assertThat(refused.problem().toString()).doesNotContain("'" + chosen));
    assertThat(by(PRINTED)).isPresent();
  }

  @Test
  void aConfiguredPasswordCanBeChangedOnceTheSettingIsGone() {
    MEMORY.clear();
    insert(User.Origin.CONFIGURED, false);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                signIn(Optional.of(PRINTED))
                    .changePassword("admin", PRINTED, "my own choice", HERE))
        .withMessageContaining("groundcrew.admin.password");
    assertThat(signIn.changePassword("admin", PRINTED, "my own choice", HERE).origin())
        .isEqualTo(User.Origin.CHOSEN);
  }

  private Optional<User> byServer(String name, Optional<Set<String>> groups) {
    var roles = new RoleMapping(Map.of(Role.OPERATOR, Set.of("crew")));
    return signIn.byServer(new Credential(name, "of the server"), HERE, roles, given -> groups);
  }

  private static long audited(String name, int status) {
    return MEMORY.number(
        "select count(*) as n from groundcrew_audit where who = '"
            + name
            + "' and status = "
            + status);
  }

  @Test
  void whomTheServerKnowsHasTheRoleOfTheGroupsAndNoPasswordHere() {
    User ada = byServer("ada", Optional.of(Set.of("crew", "others"))).orElseThrow();

    assertThat(ada.role()).isEqualTo(Role.OPERATOR);
    assertThat(ada.signsInBy()).isEqualTo("server");
    assertThat(signIn.keepsPasswordOf("ada")).isFalse();
    assertThat(signIn.keepsPasswordOf("admin")).isTrue();
    assertThat(signIn.byPassword(new Credential("ada", "of the server"), HERE)).isEmpty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> signIn.changePassword("ada", "of the server", "my own choice", HERE))
        .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(409));
  }

  @Test
  void whomTheServerDoesNotKnowIsNobodyAndWhoHasNoRoleIsRefused() {
    assertThat(byServer("eve", Optional.empty())).isEmpty();
    assertThat(audited("eve", 401)).isEqualTo(1);

    for (String name : List.of("bob", "admin")) {
      Set<String> groups = name.equals("bob") ? Set.of("others") : Set.of("crew");
      assertThatExceptionOfType(ProblemException.class)
          .as(name)
          .isThrownBy(() -> byServer(name, Optional.of(groups)))
          .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(403));
      assertThat(audited(name, 403)).isEqualTo(1);
    }
  }

  @Test
  void whoGuessesMustWaitAndWhoIsRememberedNeedNot() {
    assertThat(by(PRINTED)).isPresent();
    for (int i = 0; i < 5; i++) {
      assertThat(by("wrong")).isEmpty();
    }

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> by("wrong"))
        .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(429));
    assertThat(by(PRINTED)).isPresent();
    assertThat(
            MEMORY.number(
                "select count(*) as n from groundcrew_audit where who = 'admin' and status = 401"))
        .isEqualTo(5);
  }
}
