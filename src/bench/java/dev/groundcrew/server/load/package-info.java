/**
 * What the request benchmark adds to the WAR: a small resource, and the same work in several ways.
 */
package dev.groundcrew.server.load;
