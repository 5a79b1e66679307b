package dev.groundcrew.server.tasks;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Who calls, as the container sees it. Public, since the container makes it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Identity {
  @Resource SessionContext session;

  /** The caller's name, in whatever word the server has for nobody. */
  public String name() {
    return session.getCallerPrincipal().getName();
  }
}
