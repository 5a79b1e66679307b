package dev.groundcrew.web;

import jakarta.enterprise.context.RequestScoped;

/** Whether a request came through our own filters. */
@RequestScoped
class OwnRequest {
  private boolean own;

  void markOwn() {
    own = true;
  }

  boolean isOwn() {
    return own;
  }
}
