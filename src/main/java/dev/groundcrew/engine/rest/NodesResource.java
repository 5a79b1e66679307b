package dev.groundcrew.engine.rest;

import static dev.groundcrew.web.SharedJson.JSON;

import dev.groundcrew.access.Before;
import dev.groundcrew.access.Role;
import dev.groundcrew.cluster.LoadTable;
import dev.groundcrew.cluster.Node;
import dev.groundcrew.cluster.NodeLoad;
import dev.groundcrew.cluster.NodeState;
import dev.groundcrew.cluster.NodeTable;
import dev.groundcrew.cluster.Signal;
import dev.groundcrew.cluster.SignalTable;
import dev.groundcrew.database.Database;
import dev.groundcrew.engine.Engine;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.MayCall;
import dev.groundcrew.web.OwnRest;
import dev.groundcrew.web.Page;
import dev.groundcrew.web.ProblemException;
import dev.groundcrew.web.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Nodes over REST. */
@Path("api/nodes")
@OwnRest
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@MayCall(Role.VIEWER)
public class NodesResource {
  private static final Duration LATELY = Duration.ofMinutes(1);
  private static final int PERCENT = 100;

  @Inject Engine engine;
  @Inject Database database;
  @Inject Before before;
  @Context UriInfo uri;

  /**
   * A node as REST shows it.
   *
   * @param id its name
   * @param state ACTIVE, DRAINING or GONE
   * @param self whether it has answered this request
   * @param startedAt when its present or last life began
   * @param heartbeatAt when it was last heard, by the database's clock
   * @param stoppedAt when it stopped in order; null if it lives or died
   * @param left runs whose code had not ended when it stopped; null if there were none
   * @param load what it did in the last quarter of a minute; null if it has not said lately
   */
  public record NodeView(
      String id,
      String state,
      boolean self,
      Instant startedAt,
      Instant heartbeatAt,
      Instant stoppedAt,
      String left,
      LoadView load) {}

  /**
   * What a node did in a quarter of a minute.
   *
   * @param at when that ended
   * @param cpu share of its processors that its process used, in percent; null where nobody tells
   * @param heap bytes of its heap in use
   * @param heapMost bytes that its heap may have
   * @param threads of its process
   * @param runs runs under way
   * @param requests requests to the application that it answered
   * @param requestsInFlight requests that it was answering
   * @param p99 99 in a hundred requests took no longer; null if there were none
   * @param clockAhead by how much its clock was ahead of the database's
   */
  public record LoadView(
      Instant at,
      Long cpu,
      long heap,
      long heapMost,
      int threads,
      int runs,
      long requests,
      int requestsInFlight,
      Duration p99,
      Duration clockAhead) {
    static LoadView of(NodeLoad load) {
      return new LoadView(
          load.at(),
          load.cpu().map(share -> Math.round(share * PERCENT)).orElse(null),
          load.heap(),
          load.heapMost(),
          load.threads(),
          load.runs(),
          load.requests(),
          load.inFlight(),
          load.p99().orElse(null),
          load.skew());
    }
  }

  /** All nodes that ever were, by name. */
  @GET
  public Page<NodeView> list() {
    var query = new Query(uri, "limit", "after");
    int limit = query.limit();
    String after = query.text("after").orElse("");
    query.check();
    List<Node> rest =
        database.transaction(NodeTable::all).stream()
            .filter(node -> node.name().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    Map<String, NodeLoad> loads = loads();
    return Page.of(rest, limit, Node::name).map(node -> view(node, loads));
  }

  private Map<String, NodeLoad> loads() {
    return database.transaction(sql -> LoadTable.newest(sql, sql.now().minus(LATELY))).stream()
        .collect(Collectors.toMap(NodeLoad::node, Function.identity()));
  }

  private NodeView view(Node node, Map<String, NodeLoad> loads) {
    return new NodeView(
        node.name(),
        node.state().name(),
        node.name().equals(engine.node()),
        node.startedAt(),
        node.heartbeatAt().orElse(null),
        node.stoppedAt().orElse(null),
        node.left().orElse(null),
        Optional.ofNullable(loads.get(node.name())).map(LoadView::of).orElse(null));
  }

  /** Lets a node end what it has and take nothing new. */
  @POST
  @Path("{id}/drain")
  @MayCall(Role.OPERATOR)
  public NodeView drain(@PathParam("id") String id, InputStream body) {
    return put(id, NodeState.DRAINING, body);
  }

  /** Lets a node take runs again. */
  @POST
  @Path("{id}/resume")
  @MayCall(Role.OPERATOR)
  public NodeView resume(@PathParam("id") String id, InputStream body) {
    return put(id, NodeState.ACTIVE, body);
  }

  private NodeView put(String id, NodeState state, InputStream body) {
    new Query(uri).check();
    JsonBody.read(body).check();
    before.was(
        JSON.createObjectBuilder().add("state", require(id).state().name()).build().toString());
    boolean lives =
        database.transaction(
            sql -> {
              boolean put = NodeTable.put(sql, id, state);
              SignalTable.send(sql, Signal.Kind.NODE_STATE, id);
              return put;
            });
    if (!lives) {
      throw ProblemException.conflict("Node " + id + " is gone: it takes no runs");
    }
    if (id.equals(engine.node())) {
      engine.nodeStateChanged();
    }
    return view(require(id), loads());
  }

  private Node require(String id) {
    return database
        .transaction(sql -> NodeTable.find(sql, id))
        .orElseThrow(() -> ProblemException.notFound("There is no node " + id));
  }
}
