package dev.groundcrew.access;

import dev.groundcrew.access.AuditEntry.Outcome;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes an entry of every request that changes something or tries to, and of every one that is
 * refused. Sign-ins are written where names and passwords are checked.
 */
@ApplicationScoped
@Priority(Priorities.USER)
public class AuditTrail implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Set<String> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final String AFTER = AuditTrail.class.getName();
  private static final int MOST_BYTES = 20_000;
  private static final int FORBIDDEN = 403;

  @Inject Audit audit;
  @Inject Before before;
  @Inject ClientAddress clientAddress;
  @Inject Instance<SecretFields> secretFields;
  @Context HttpServletRequest servletRequest;

  /** Looks at the beginning of the body and puts it back. */
  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (READS.contains(request.getMethod())) {
      return;
    }
    InputStream body = request.getEntityStream();
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length <= MOST_BYTES) {
      new MaskedBody(secrets())
          .of(request.getUriInfo().getPath(), bytes)
          .ifPresent(masked -> request.setProperty(AFTER, masked));
    }
    request.setEntityStream(new SequenceInputStream(new ByteArrayInputStream(bytes), body));
  }

  private Set<String> secrets() {
    return secretFields.stream()
        .flatMap(fields -> fields.names().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    if (READS.contains(request.getMethod()) && status != FORBIDDEN) {
      return;
    }
    Principal caller = request.getSecurityContext().getUserPrincipal();
    if (caller == null) {
      return;
    }
    audit.add(
        new AuditEntry(
            caller.getName(),
            clientAddress.of(servletRequest),
            request.getMethod(),
            "/" + request.getUriInfo().getPath().replaceFirst("^/", ""),
            Outcome.of(status),
            status,
            before.value(),
            before.asked().or(() -> Optional.ofNullable((String) request.getProperty(AFTER)))));
  }
}
