package dev.groundcrew.execution;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the requests to this application while they are answered, for the gate (rule 9 of the
 * package). Not counted are event streams, since an open one needs nothing; probes, metrics, and
 * what a console repeats by itself, marked by a header; and what {@code groundcrew.gate.exclude}
 * names.
 */
public class RequestFilter extends HttpFilter {
  /** A request that nobody waits for: a console repeats it by itself. */
  static final String POLL = "Groundcrew-Poll";

  private static final long serialVersionUID = 1L;
  private static final String EVENTS = "text/event-stream";

  @Inject transient RequestLoad load;
  @Inject transient GateSettings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!counts(request)) {
      chain.doFilter(request, response);
      return;
    }
    var visit = new Visit(load);
    try {
      chain.doFilter(request, response);
    } finally {
      if (request.isAsyncStarted() && !isEventStream(response.getContentType())) {
        leaveWhenAnswered(request, visit);
      } else {
        visit.end();
      }
    }
  }

  private boolean counts(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && !isEventStream(request.getHeader("Accept"))
        && request.getHeader(POLL) == null
        && !settings.excludes(request.getRequestURI().substring(request.getContextPath().length()));
  }

  private static boolean isEventStream(String mediaTypes) {
    return mediaTypes != null && mediaTypes.contains(EVENTS);
  }

  private static void leaveWhenAnswered(HttpServletRequest request, Visit visit) {
    try {
      request.getAsyncContext().addListener(visit);
    } catch (IllegalStateException e) {
      // It was answered in this very moment.
      visit.end();
    }
  }

  /** One request while it is answered; ends once. */
  private static final class Visit implements AsyncListener {
    private final RequestLoad load;
    private final long since = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    Visit(RequestLoad load) {
      this.load = load;
      load.entered(since);
    }

    void end() {
      if (over.compareAndSet(false, true)) {
        load.left(since, System.nanoTime());
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      end();
    }

    @Override
    public void onError(AsyncEvent event) {
      end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
