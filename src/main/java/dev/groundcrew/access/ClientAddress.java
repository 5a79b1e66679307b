package dev.groundcrew.access;

import dev.groundcrew.settings.AddressBlock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a request comes from (rule 12 of the package). Each proxy adds the address that it was
 * asked from behind those that it was told, so only the end of the list, as far as it was written
 * by proxies of ours, is no invention of the client's.
 */
@ApplicationScoped
class ClientAddress {
  private static final String FORWARDED = "Forwarded";
  private static final String X_FORWARDED_FOR = "X-Forwarded-For";
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]+)](?::\\d+)?");
  private static final Pattern WITH_PORT = Pattern.compile("([^:]+):\\d+");

  @Inject AccessSettings settings;

  /** The nearest address that is no trusted proxy's; never a name. */
  String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), header -> Collections.list(request.getHeaders(header)));
  }

  /**
   * The same, of the parts of a request.
   *
   * @param headers the values of one of that name
   */
  String of(String remote, Function<String, List<String>> headers) {
    String nearest = remote;
    var rest = new ArrayList<>(told(headers));
    Collections.reverse(rest);
    for (String before : rest) {
      Optional<InetAddress> address = AddressBlock.address(before);
      if (!isTrusted(nearest) || address.isEmpty()) {
        return nearest;
      }
      nearest = address.get().getHostAddress();
    }
    return nearest;
  }

  private boolean isTrusted(String text) {
    return AddressBlock.address(text)
        .filter(
            address ->
                settings.trustedProxies().stream().anyMatch(network -> network.contains(address)))
        .isPresent();
  }

  /**
   * A proxy writes one of the headers. Where there are both, one is the client's: neither counts.
   */
  private static List<String> told(Function<String, List<String>> headers) {
    List<String> old = parts(headers, X_FORWARDED_FOR).map(ClientAddress::bare).toList();
    List<String> standard =
        parts(headers, FORWARDED).map(ClientAddress::ofElement).map(ClientAddress::bare).toList();
    if (!old.isEmpty() && !standard.isEmpty()) {
      return List.of();
    }
    return old.isEmpty() ? standard : old;
  }

  private static Stream<String> parts(Function<String, List<String>> headers, String header) {
    return headers.apply(header).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip);
  }

  /** RFC 7239: {@code for=192.0.2.43;proto=https}. */
  private static String ofElement(String element) {
    Matcher found = FOR.matcher(element);
    return found.find() ? found.group(1).strip() : "";
  }

  /** Without brackets and port. */
  private static String bare(String node) {
    for (Pattern form : List.of(BRACKETS, WITH_PORT)) {
      Matcher found = form.matcher(node);
      if (found.matches()) {
        return found.group(1);
      }
    }
    return node;
  }
}
