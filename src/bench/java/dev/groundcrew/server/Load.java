package dev.groundcrew.server;

/** How the requests come. */
enum Load {
  NONE,
  SATURATED,
  MODERATE
}
