package dev.groundcrew.builtin.http;

import dev.groundcrew.settings.HttpProxy;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Which requests take the proxy. Without one none does, whatever the JVM's own properties say. */
final class Routes extends DefaultRoutePlanner {
  private final Supplier<Optional<HttpProxy>> proxy;

  Routes(Supplier<Optional<HttpProxy>> proxy) {
    super(null);
    this.proxy = proxy;
  }

  @Override
  protected HttpHost determineProxy(HttpHost target, HttpContext context) {
    return proxy
        .get()
        .filter(it -> it.serves(target.getHostName()))
        .map(it -> new HttpHost("http", it.host(), it.port()))
        .orElse(null);
  }
}
