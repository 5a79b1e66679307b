package dev.groundcrew.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * An OpenID provider with one person, who is signed in without being asked. It holds its client to
 * the rules: a code is good once, with its redirect address, its verifier and the client's secret.
 */
public final class SmallOpenIdProvider implements AutoCloseable {
  /** How a token is signed. */
  enum Signature {
    OURS,
    ANOTHER_KEY,
    CLIENT_SECRET,
    NONE
  }

  /** What every client is called. */
  public static final String CLIENT = "groundcrew";

  /** Its secret, which needs encoding. */
  public static final String SECRET = "a secret: with a colon, 50 % and ü";

  /** Made once: it takes a second of processor time. */
  private static final RSAKey FIRST_KEY = newKey();

  private final String called;
  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile RSAKey key = FIRST_KEY;
  private volatile Signature signature = Signature.OURS;
  private volatile Consumer<JWTClaimsSet.Builder> change = claims -> {};
  private volatile String name = "ada";
  private volatile List<String> groups = List.of("crew");
  private volatile String methods = "[\"client_secret_basic\"]";
  private volatile String issuerSaid;

  /** Begins to answer on a port of its own. */
  public SmallOpenIdProvider() {
    this("http://localhost", listening(HttpServer::create));
  }

  /** One that speaks https, and calls itself by the name of another host. */
  static SmallOpenIdProvider at(String host, SSLContext context) {
    HttpsServer secure = listening(HttpsServer::create);
    secure.setHttpsConfigurator(new HttpsConfigurator(context));
    return new SmallOpenIdProvider("https://" + host, secure);
  }

  private interface Made<S> {
    S at(InetSocketAddress address, int backlog) throws IOException;
  }

  private static <S> S listening(Made<S> made) {
    try {
      return made.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SmallOpenIdProvider(String called, HttpServer server) {
    this.called = called;
    this.server = server;
    issuerSaid = issuer().toString();
    server.createContext("/realm/.well-known/openid-configuration", this::describe);
    server.createContext("/realm/keys", this::keys);
    server.createContext("/realm/authorize", this::authorize);
    server.createContext("/realm/token", this::token);
    server.start();
  }

  /** What it is called; for a browser it is another site than 127.0.0.1. */
  public URI issuer() {
    return URI.create(called + ":" + server.getAddress().getPort() + "/realm");
  }

  /** Who signs in from now on. */
  public void signsIn(String person, String... memberOf) {
    name = person;
    groups = List.of(memberOf);
  }

  void signs(Signature how) {
    signature = how;
  }

  void changes(Consumer<JWTClaimsSet.Builder> how) {
    change = how;
  }

  void callsItself(String issuer) {
    issuerSaid = issuer;
  }

  void takesSecretsInTheForm() {
    methods = "[\"client_secret_post\"]";
  }

  void changesItsKey() {
    key = newKey();
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void describe(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
         "jwks_uri": "%s/keys", "token_endpoint_auth_methods_supported": %s}"""
            .formatted(issuerSaid, issuer(), issuer(), issuer(), methods));
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, new JWKSet(key).toPublicJWKSet().toString());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", back(exchange.getRequestURI()).toString());
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /** Where the browser is sent from its page for signing in. */
  URI back(URI page) {
    Map<String, String> asked = fields(page.getRawQuery());
    if (!CLIENT.equals(asked.get("client_id"))
        || !"code".equals(asked.get("response_type"))
        || !"S256".equals(asked.get("code_challenge_method"))
        || !List.of(asked.get("scope").split(" ")).contains("openid")) {
      throw new IllegalStateException("a wrong request: " + asked);
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    return URI.create(
        asked.get("redirect_uri")
            + "?code="
            + code
            + "&state="
            + encoded(asked.get("state"))
            + "&iss="
            + encoded(issuer().toString())
            + "&session_state=unknown-to-us");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
    boolean inForm = methods.contains("post");
    boolean proven =
        inForm
            ? SECRET.equals(form.get("client_secret")) && CLIENT.equals(form.get("client_id"))
            : basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!proven) {
      answer(exchange, 401, "{\"error\": \"invalid_client\"}");
    } else if (asked == null
        || !asked.get("redirect_uri").equals(form.get("redirect_uri"))
        || !asked.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
    } else {
      answer(
          exchange,
          200,
          "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"id_token\": \""
              + idToken(asked.get("nonce"))
              + "\"}");
    }
  }

  private String idToken(String nonce) {
    Instant now = Instant.now();
    var builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject("id-of-" + name)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce)
            .claim("preferred_username", name)
            .claim("realm", Map.of("groups", groups));
    change.accept(builder);
    JWTClaimsSet claims = builder.build();
    try {
      if (signature == Signature.NONE) {
        return new PlainJWT(claims).serialize();
      }
      boolean hmac = signature == Signature.CLIENT_SECRET;
      JWSSigner signer =
          hmac
              ? new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8))
              : new RSASSASigner(signature == Signature.OURS ? key : newKey());
      var token =
          new SignedJWT(
              new JWSHeader.Builder(hmac ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String form) {
    return Stream.of(form.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
