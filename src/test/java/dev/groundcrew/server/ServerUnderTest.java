package dev.groundcrew.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The servers that the suite knows, by the name that {@code -Dserver=} takes. */
enum ServerUnderTest {
  PAYARA_MICRO("payara-micro"),
  PAYARA_6("payara6"),
  PAYARA_7("payara7"),
  GLASSFISH("glassfish"),
  WILDFLY("wildfly");

  private final String text;

  ServerUnderTest(String text) {
    this.text = text;
  }

  ServerKind kind() {
    return switch (this) {
      case PAYARA_MICRO -> new PayaraMicroServer();
      case PAYARA_6 -> new DomainServer("payara-server");
      case PAYARA_7 -> new DomainServer("payara-server-7");
      case GLASSFISH -> new DomainServer("glassfish");
      case WILDFLY -> new WildFlyServer();
    };
  }

  /** The one that this build has chosen. */
  static ServerUnderTest chosen() {
    return named(System.getProperty("groundcrew.test.server", PAYARA_MICRO.text));
  }

  /**
   * A server by its name.
   *
   * @throws IllegalArgumentException naming the known ones, if it is not one of them
   */
  static ServerUnderTest named(String name) {
    return Arrays.stream(values())
        .filter(server -> server.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no server '%s'; known are %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(server -> server.text)
                                .collect(Collectors.joining(", ")))));
  }
}
