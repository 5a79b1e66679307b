package dev.groundcrew.access;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.SignInRefused.Why;
import dev.groundcrew.settings.HttpProxy;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks an OpenID provider, on the thread of the request: few people sign in at a time, and the
 * client needs no threads of its own. Trusts whom the JVM trusts. Safe for use by several threads.
 */
final class OpenIdHttp implements AutoCloseable {
  private static final Timeout PATIENCE = Timeout.ofSeconds(5);
  private static final int MOST_AT_ONCE = 8;
  private static final int MOST_BYTES = 500_000;
  private static final int OK = 200;

  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final CloseableHttpClient client;

  /**
   * Opens nothing yet.
   *
   * @param proxy what a provider is asked through; without one the JVM's own properties count
   */
  OpenIdHttp(Optional<HttpProxy> proxy) {
    HttpClientBuilder builder =
        HttpClients.custom()
            .useSystemProperties()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .setConnectionManager(connections().build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(PATIENCE)
                    .setResponseTimeout(PATIENCE)
                    .build());
    proxy.map(Through::new).ifPresent(builder::setRoutePlanner);
    client = builder.build();
  }

  private static PoolingHttpClientConnectionManagerBuilder connections() {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .useSystemProperties()
        .setMaxConnTotal(MOST_AT_ONCE)
        .setMaxConnPerRoute(MOST_AT_ONCE)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(PATIENCE)
                .setSocketTimeout(PATIENCE)
                .build());
  }

  /**
   * Through a proxy goes https alone, in a tunnel: http is for a provider on this machine, whose
   * codes and secrets nobody else must read, and which a proxy could not find.
   */
  private static final class Through extends DefaultRoutePlanner {
    private final HttpProxy proxy;

    Through(HttpProxy proxy) {
      super(null);
      this.proxy = proxy;
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) {
      return "https".equalsIgnoreCase(target.getSchemeName()) && proxy.serves(target.getHostName())
          ? new HttpHost("http", proxy.host(), proxy.port())
          : null;
    }
  }

  /** An answer of a provider. */
  record Answer(int status, String text) {
    /**
     * Its JSON object.
     *
     * @throws SignInRefused if it is another answer
     */
    JsonObject json() throws SignInRefused {
      if (status != OK) {
        throw new SignInRefused(Why.UNAVAILABLE, "the provider answers " + status);
      }
      try (JsonReader reader = JSON.createReader(new StringReader(text))) {
        return reader.readObject();
      } catch (JsonException | IllegalStateException | UnsupportedOperationException e) {
        throw new SignInRefused(Why.UNAVAILABLE, "the provider answers with something else", e);
      }
    }
  }

  Answer get(URI url) throws SignInRefused {
    return send(new HttpGet(url));
  }

  /**
   * Sends a form.
   *
   * @param authorization the header's value; empty for none
   */
  Answer post(URI url, String form, String authorization) throws SignInRefused {
    var request = new HttpPost(url);
    request.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
    if (!authorization.isEmpty()) {
      request.setHeader("Authorization", authorization);
    }
    return send(request);
  }

  private Answer send(HttpUriRequestBase request) throws SignInRefused {
    request.setHeader("Accept", "application/json");
    if (!free.tryAcquire()) {
      throw new SignInRefused(Why.UNAVAILABLE, "too many ask the provider at once");
    }
    try {
      return client.execute(request, OpenIdHttp::read);
    } catch (IOException e) {
      throw new SignInRefused(Why.UNAVAILABLE, "the provider cannot be reached: " + e, e);
    } finally {
      free.release();
    }
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return new Answer(response.getCode(), "");
    }
    try (InputStream body = response.getEntity().getContent()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
      }
      return new Answer(response.getCode(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
