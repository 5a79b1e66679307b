package dev.groundcrew.watch.alerts;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.database.Database;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is alerted and to whom. */
@Path("api/alerts")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class AlertsResource {
  private static final Set<AlertKind> CHOICES = EnumSet.complementOf(EnumSet.of(AlertKind.TEST));

  @Inject Database database;
  @Inject AlertSettings settings;
  @Inject Desk desk;
  @Inject Before before;
  @Context UriInfo uri;

  /**
   * The rules and how it stands with the receivers.
   *
   * @param failures how many times in a row a task fails before it is told
   * @param coolDown how long the same is not told again
   * @param kinds what is told
   * @param receivers who is told, by the server's configuration
   */
  @JsonbPropertyOrder({"failures", "coolDown", "kinds", "receivers"})
  public record Alerts(
      int failures, String coolDown, List<String> kinds, List<ReceiverView> receivers) {}

  /**
   * A receiver, without what is secret of it.
   *
   * @param name of the operator's choice
   * @param kind WEBHOOK, SLACK or MAIL
   * @param host of its address, or the name of the server's mail session
   * @param signed whether its messages are
   * @param waiting messages on their way
   * @param lastError why one of them has not arrived; null if none was tried in vain
   */
  @JsonbPropertyOrder({"name", "kind", "host", "signed", "waiting", "lastError"})
  public record ReceiverView(
      String name, String kind, String host, boolean signed, long waiting, String lastError) {}

  /** The rules and the receivers. */
  @GET
  public Response get() {
    new Query(uri).check();
    return answer();
  }

  private Response answer() {
    record Found(Rules rules, Map<String, OutboxTable.Backlog> backlog) {}
    Found found =
        database.transaction(sql -> new Found(RulesTable.read(sql), OutboxTable.backlog(sql)));
    Rules rules = found.rules();
    List<ReceiverView> receivers =
        settings.receivers().stream()
            .map(
                receiver ->
                    view(receiver, Optional.ofNullable(found.backlog().get(receiver.name()))))
            .toList();
    List<String> kinds = rules.kinds().stream().sorted().map(Enum::name).toList();
    return Response.ok(new Alerts(rules.failures(), rules.coolDown().toString(), kinds, receivers))
        .tag(tag(rules))
        .build();
  }

  private static String tag(Rules rules) {
    return Long.toString(rules.version());
  }

  private static ReceiverView view(Receiver receiver, Optional<OutboxTable.Backlog> backlog) {
    return new ReceiverView(
        receiver.name(),
        receiver.kind().name(),
        receiver.host(),
        receiver.signed(),
        backlog.map(OutboxTable.Backlog::waiting).orElse(0L),
        backlog.flatMap(OutboxTable.Backlog::lastError).orElse(null));
  }

  /** Changes the rules; what is left out stays as it is. */
  @PUT
  @MayCall(Role.ADMINISTRATOR)
  public Response put(@Context HttpHeaders headers, InputStream in) {
    new Query(uri).check();
    IfMatch condition = IfMatch.of(headers);
    JsonBody body = JsonBody.read(in, "failures", "coolDown", "kinds");
    Optional<Integer> failures = failures(body);
    Optional<Duration> coolDown = coolDown(body);
    Optional<Set<AlertKind>> kinds = kinds(body);
    body.check();
    Rules now = database.transaction(RulesTable::read);
    before.was(
        JSON.createObjectBuilder()
            .add("failures", now.failures())
            .add("coolDown", now.coolDown().toString())
            .add("kinds", JSON.createArrayBuilder(now.kinds().stream().map(Enum::name).toList()))
            .build()
            .toString());
    condition.check(tag(now));
    var changed =
        new Rules(
            now.version() + 1,
            failures.orElse(now.failures()),
            coolDown.orElse(now.coolDown()),
            kinds.orElse(now.kinds()));
    if (!database.transaction(sql -> RulesTable.write(sql, changed))) {
      throw IfMatch.changedMeanwhile();
    }
    return answer();
  }

  private static Optional<Integer> failures(JsonBody body) {
    Optional<Long> number = body.integer("failures");
    if (number.filter(value -> value < 1 || value > Rules.MOST_FAILURES).isPresent()) {
      body.fault("/failures", "must be 1 to " + Rules.MOST_FAILURES);
      return Optional.empty();
    }
    return number.map(Math::toIntExact);
  }

  private static Optional<Duration> coolDown(JsonBody body) {
    Optional<String> text = body.text("coolDown", 40);
    try {
      Optional<Duration> duration = text.map(Duration::parse);
      if (duration.isEmpty()
          || (!duration.get().isNegative()
              && duration.get().compareTo(Rules.LONGEST_COOL_DOWN) <= 0)) {
        return duration.map(value -> Duration.ofSeconds(value.toSeconds()));
      }
    } catch (DateTimeException e) {
      // Falls through to the same fault.
    }
    body.fault("/coolDown", "must be an ISO-8601 duration from PT0S to PT24H, such as PT10M");
    return Optional.empty();
  }

  private static Optional<Set<AlertKind>> kinds(JsonBody body) {
    Optional<List<String>> texts = body.texts("kinds", CHOICES.size(), 40);
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    Map<String, AlertKind> known =
        CHOICES.stream().collect(Collectors.toMap(Enum::name, kind -> kind));
    Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
    for (int i = 0; i < texts.get().size(); i++) {
      AlertKind kind = known.get(texts.get().get(i));
      if (kind == null) {
        body.fault(
            "/kinds/" + i,
            "must be one of "
                + Arrays.stream(AlertKind.values())
                    .filter(CHOICES::contains)
                    .map(Enum::name)
                    .collect(Collectors.joining(", ")));
      } else {
        kinds.add(kind);
      }
    }
    return Optional.of(kinds);
  }

  /** Sends a test to all receivers. It is on its way within two seconds. */
  @POST
  @Path("test")
  @MayCall(Role.ADMINISTRATOR)
  public Response test(@Context SecurityContext caller, InputStream in) {
    new Query(uri).check();
    JsonBody.read(in).check();
    if (settings.receivers().isEmpty()) {
      throw ProblemException.conflict(
          "There is no receiver: set groundcrew.alerts.NAME.url or .to in the server's configuration");
    }
    desk.test(caller.getUserPrincipal().getName());
    return Response.accepted().build();
  }
}
