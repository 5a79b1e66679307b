package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.access.SmallOpenIdProvider.Signature;
import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 14 of the package. */
@Tag("database")
class OpenIdSignInTest {
  private static final TestDatabase MEMORY = TestDatabase.Kind.H2.migrated();
  private static final String HERE = "192.0.2.1";
  private static final URI REDIRECT = URI.create("https://ops.example/api/openid/callback");

  private final SmallOpenIdProvider provider = new SmallOpenIdProvider();
  private final Map<String, String> set = new HashMap<>();
  private Duration ahead = Duration.ZERO;
  private OpenIdSignIn openId;

  @BeforeEach
  void aProvider() {
    MEMORY.clear();
    set.put("groundcrew.oidc.issuer", provider.issuer().toString());
    set.put("groundcrew.oidc.client-id", SmallOpenIdProvider.CLIENT);
    set.put("groundcrew.oidc.client-secret", SmallOpenIdProvider.SECRET);
    set.put("groundcrew.oidc.roles-claim", "realm.groups");
    set.put("groundcrew.oidc.administrators", "chiefs, owners");
    set.put("groundcrew.oidc.operators", "crew");
    openId = make();
  }

  @AfterEach
  void end() {
    openId.close();
    provider.close();
  }

  @AfterAll
  static void close() {
    MEMORY.close();
  }

  @SuppressWarnings("UnnecessaryAssignment") // stands in for the container
  private OpenIdSignIn make() {
    InstantSource clock = () -> Instant.now().plus(ahead);
    var reader =
        new SettingsReader(key -> Optional.ofNullable(set.get(key)), List.copyOf(set.keySet()));
    var access = new AccessSettings();
    access.read(reader);
    var audit = new Audit();
    audit.database = MEMORY.database();
    audit.clock = clock;
    audit.settings = access;
    var signIn = new SignIn();
    signIn.database = MEMORY.database();
    signIn.clock = clock;
    signIn.settings = access;
    signIn.audit = audit;
    signIn.make(new PasswordHash(1));
    var made = new OpenIdSignIn();
    made.settings = new OpenIdSettings();
    made.settings.read(reader);
    assertThat(reader.faults()).isEmpty();
    made.signIn = signIn;
    made.audit = audit;
    made.database = MEMORY.database();
    made.clock = clock;
    made.make();
    return made;
  }

  private OpenIdProvider from() {
    return openId.provider().orElseThrow();
  }

  private static String code(URI back) {
    return back.getQuery().replaceAll(".*?code=([^&]*).*", "$1");
  }

  /** The way of a browser to the provider and back; the user who has then a session. */
  private User signIn(OpenIdAttempt attempt) throws SignInRefused {
    URI back = provider.back(from().page(attempt, REDIRECT));
    assertThat(attempt.hasState(back.getQuery().replaceAll(".*?state=([^&]*).*", "$1"))).isTrue();
    String session = openId.finish(from(), attempt, code(back), REDIRECT, HERE);
    return openId.signIn.bySession(session).orElseThrow();
  }

  private User signIn() throws SignInRefused {
    return signIn(openId.begin("runs"));
  }

  private void refused(Why why) {
    assertThatExceptionOfType(SignInRefused.class)
        .isThrownBy(this::signIn)
        .satisfies(e -> assertThat(e.why()).as(e.getMessage()).isEqualTo(why));
    assertThat(MEMORY.number("select count(*) as n from groundcrew_session")).isZero();
  }

  private static long audited(String name, int status) {
    return MEMORY.number(
        "select count(*) as n from groundcrew_audit where action = 'SIGN_IN' and who = '"
            + name
            + "' and status = "
            + status);
  }

  @Test
  void whomTheProviderVouchesForHasASessionAndTheRoleOfTheGroups() throws SignInRefused {
    User user = signIn();

    assertThat(user.name()).isEqualTo("ada");
    assertThat(user.role()).isEqualTo(Role.OPERATOR);
    assertThat(user.signsInBy()).isEqualTo("openid");
    assertThat(user.mustChangePassword()).isFalse();
    assertThat(audited("ada", 200)).isEqualTo(1);
  }

  @Test
  void theRoleFollowsTheGroupsAndALimitOfTheOperatorStays() throws SignInRefused {
    String session = openId.signIn.begin(signIn(), HERE);
    MEMORY
        .database()
        .transaction(
            sql -> {
              UserTable.changeRole(sql, "ada", Role.OPERATOR, new TaskGrant(List.of("invoice-*")));
              return null;
            });
    provider.signsIn("ada", "crew", "owners");
    assertThat(signIn().role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(openId.signIn.bySession(session).orElseThrow().role())
        .as("of a session from before")
        .isEqualTo(Role.ADMINISTRATOR);
    provider.signsIn("ada", "crew");
    assertThat(signIn().operates().patterns()).containsExactly("invoice-*");
  }

  @Test
  void whoHasNoGroupOfARoleIsRefusedAndLosesTheSessionsFromBefore() throws SignInRefused {
    String session = openId.signIn.begin(signIn(), HERE);
    provider.signsIn("ada", "strangers");

    refused(Why.NO_ROLE);

    assertThat(openId.signIn.bySession(session)).isEmpty();
    assertThat(audited("ada", 403)).isEqualTo(1);
  }

  @Test
  void theNameOfAUserWithAPasswordIsNotHadFromElsewhere() {
    MEMORY
        .database()
        .transaction(
            sql -> {
              UserTable.insert(
                  sql, new User("ada", "a hash", Role.VIEWER, User.Origin.CHOSEN, false));
              return null;
            });

    refused(Why.NAME);
  }

  @Test
  void aNameThatTheProviderGivesToSomebodyElseIsNotThatUser() throws SignInRefused {
    signIn();
    MEMORY
        .database()
        .transaction(
            sql -> {
              SessionTable.deleteOf(sql, "ada");
              return null;
            });
    provider.changes(claims -> claims.subject("somebody else"));

    refused(Why.NAME);
  }

  @Test
  void aNameThatNobodyCanHaveIsRefused() {
    provider.signsIn("token:deploy", "crew");

    refused(Why.NAME);
  }

  @ParameterizedTest
  @EnumSource(value = Signature.class, mode = EnumSource.Mode.EXCLUDE, names = "OURS")
  void aTokenThatTheProviderHasNotSignedIsRefused(Signature signature) {
    provider.signs(signature);

    refused(Why.INVALID);

    assertThat(audited("openid", 403)).isEqualTo(1);
  }

  static Stream<Arguments> wrongClaims() {
    return Stream.of(
        wrong("another nonce", claims -> claims.claim("nonce", "another")),
        wrong("no nonce", claims -> claims.claim("nonce", null)),
        wrong("for another", claims -> claims.audience("another")),
        wrong("for nobody", claims -> claims.audience((String) null)),
        wrong(
            "for two, given to the other",
            claims ->
                claims
                    .audience(List.of(SmallOpenIdProvider.CLIENT, "another"))
                    .claim("azp", "another")),
        wrong(
            "for two, given to neither",
            claims -> claims.audience(List.of(SmallOpenIdProvider.CLIENT, "another"))),
        wrong("over", claims -> claims.expirationTime(at(-120))),
        wrong("without end", claims -> claims.expirationTime(null)),
        wrong("from the future", claims -> claims.issueTime(at(120))),
        wrong("without begin", claims -> claims.issueTime(null)),
        wrong("of another issuer", claims -> claims.issuer("https://evil.example")),
        wrong("of nobody", claims -> claims.subject(null)));
  }

  private static Arguments wrong(String what, Consumer<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  private static Date at(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongClaims")
  void aTokenThatSaysAnythingWrongIsRefused(String what, Consumer<JWTClaimsSet.Builder> change) {
    provider.changes(change);

    refused(Why.INVALID);
  }

  @Test
  void clocksMayDifferByHalfAMinute() throws SignInRefused {
    provider.changes(claims -> claims.issueTime(at(30)).expirationTime(at(-30)));

    assertThat(signIn().name()).isEqualTo("ada");
  }

  @Test
  void anAttemptSignsInOnce() throws SignInRefused {
    OpenIdAttempt attempt = openId.begin("");
    signIn(attempt);

    assertThatExceptionOfType(SignInRefused.class)
        .isThrownBy(() -> signIn(attempt))
        .satisfies(e -> assertThat(e.why()).isEqualTo(Why.STALE));
  }

  @Test
  void aCodeOfAnotherBrowserIsWorthNothing() throws SignInRefused {
    URI back = provider.back(from().page(openId.begin(""), REDIRECT));

    assertThatExceptionOfType(SignInRefused.class)
        .as("the verifier is another")
        .isThrownBy(() -> openId.finish(from(), openId.begin(""), code(back), REDIRECT, HERE))
        .satisfies(e -> assertThat(e.why()).isEqualTo(Why.DENIED));
    assertThat(MEMORY.number("select count(*) as n from groundcrew_audit"))
        .as("codes that anybody makes up are not in the audit")
        .isZero();
  }

  @Test
  void anAttemptIsReadFromItsCookieForTenMinutes() {
    OpenIdAttempt attempt = openId.begin("runs?q=state:failed");

    assertThat(openId.attempt(attempt.cookie())).contains(attempt);
    assertThat(openId.attempt(attempt.cookie() + "x.y")).isEmpty();
    assertThat(openId.attempt("")).isEmpty();
    assertThat(openId.attempt("a.b.c")).isEmpty();
    ahead = Duration.ofMinutes(11);
    assertThat(openId.attempt(attempt.cookie())).isEmpty();
  }

  @Test
  void aNewKeyOfTheProviderIsFound() throws SignInRefused {
    signIn();
    provider.changesItsKey();
    ahead = Duration.ofSeconds(61);
    provider.changes(claims -> claims.issueTime(at(61)).expirationTime(at(300)));

    assertThat(signIn().name()).isEqualTo("ada");
  }

  @Test
  void aSecretMayHaveToStandInTheForm() throws SignInRefused {
    provider.takesSecretsInTheForm();

    assertThat(signIn().name()).isEqualTo("ada");
  }

  @Test
  void aProviderThatCallsItselfOtherwiseIsNotAsked() {
    provider.callsItself("https://evil.example");

    refused(Why.UNAVAILABLE);
  }

  @Test
  void aProviderThatIsDownIsSaidToBe() {
    provider.close();

    refused(Why.UNAVAILABLE);
  }

  @Test
  void whoComesFromElsewhereHasNoPasswordHere() throws SignInRefused {
    User user = signIn();

    assertThat(openId.signIn.byPassword(new Credential("ada", user.passwordHash()), HERE))
        .isEmpty();
    assertThat(openId.signIn.byPassword(new Credential("ada", "password"), HERE)).isEmpty();
    assertThatExceptionOfType(dev.groundcrew.web.ProblemException.class)
        .isThrownBy(() -> openId.signIn.users().resetPassword("ada", "one-time password"))
        .withMessageContaining("signs in by openid");
  }
}
