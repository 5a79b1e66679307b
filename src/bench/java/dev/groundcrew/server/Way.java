package dev.groundcrew.server;

/**
 * Background work done in one way.
 *
 * @param name for people
 * @param count loops or waiting tasks at once
 * @param task the task of ours that does it; empty if a peer does
 * @param peer what does it instead; empty if a task of ours does
 * @param where the server that it goes on in
 */
record Way(String name, int count, String task, String peer, Where where) {
  /** Which server. */
  enum Where {
    PAYARA,
    FAST_API
  }

  static final Way NONE = new Way("none", 0, "", "", Where.PAYARA);
  static final Way NONE_IN_FAST_API = new Way("none, in FastAPI", 0, "", "", Where.FAST_API);

  static Way ours(String name, String task, int count) {
    return new Way(name, count, task, "", Where.PAYARA);
  }

  static Way peer(String name, String peer, int count) {
    return new Way(name, count, "", peer, Where.PAYARA);
  }

  static Way fastApi(String name, String peer, int count) {
    return new Way(name, count, "", peer, Where.FAST_API);
  }

  /** The same server without background work. */
  Way none() {
    return where == Where.PAYARA ? NONE : NONE_IN_FAST_API;
  }

  boolean computes() {
    return count > 0 && !task.equals("load-async") && !peer.endsWith("-io");
  }

  /** For people, with the count. */
  String inWords() {
    return count == 0 ? name : count + " × " + name;
  }
}
