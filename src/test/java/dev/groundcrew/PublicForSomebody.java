package dev.groundcrew;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.annotation.WebListener;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MXBean;

/**
 * A public class is used by another package, made by the container, shown by a resource, or there
 * for those who write tasks.
 */
final class PublicForSomebody extends ArchCondition<JavaClass> {
  /** What the writers of tasks see: all that is public in {@code task}, and this. */
  private static final Set<String> FOR_USERS = Set.of("dev.groundcrew.engine.Runs");

  /** Public already for a resource that is to come. Whoever writes it takes the line out. */
  private static final Set<String> AWAITED = Set.of();

  private static final List<Class<? extends Annotation>> MADE_BY_ANNOTATION =
      List.of(
          MXBean.class,
          Path.class,
          Provider.class,
          Singleton.class,
          Stateless.class,
          WebListener.class);
  private static final List<Class<?>> MADE_BY_TYPE =
      List.of(Application.class, Extension.class, Servlet.class, Filter.class);

  private final Set<String> imported = SourceImports.importedFromElsewhere();

  PublicForSomebody() {
    super("be public only where another package or the container needs it");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean needed = isNeeded(type);
    boolean awaited = AWAITED.contains(type.getName());
    if (needed == awaited) {
      String fault =
          needed ? " is used by now: take it out of AWAITED" : " is public for nobody outside";
      events.add(SimpleConditionEvent.violated(type, type.getName() + fault));
    }
  }

  private boolean isNeeded(JavaClass type) {
    return isForUsers(type)
        || isMadeByContainer(type)
        || isUsedElsewhere(type)
        || isNamedBySignature(type)
        || isShown(type, new HashSet<>());
  }

  private static boolean isForUsers(JavaClass type) {
    return type.getPackageName().equals(Arrows.BASE + ".task")
        || FOR_USERS.contains(type.getName());
  }

  private static boolean isMadeByContainer(JavaClass type) {
    return MADE_BY_ANNOTATION.stream().anyMatch(type::isAnnotatedWith)
        || MADE_BY_TYPE.stream().anyMatch(type::isAssignableTo);
  }

  private boolean isUsedElsewhere(JavaClass type) {
    return imported.contains(type.getName())
        || type.getDirectDependenciesToSelf().stream()
            .anyMatch(use -> !use.getOriginClass().getPackage().equals(type.getPackage()));
  }

  /** Callers of a public method need what it takes and gives, even if they never write its name. */
  private static boolean isNamedBySignature(JavaClass type) {
    Stream<JavaMethod> naming =
        Stream.concat(type.getMethodsWithParameterTypeOfSelf().stream(), methodsThatReturn(type));
    return naming
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .map(JavaMethod::getOwner)
        .anyMatch(owner -> !owner.equals(type) && isPublic(owner));
  }

  private static Stream<JavaMethod> methodsThatReturn(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .flatMap(owner -> owner.getMethods().stream())
        .filter(method -> method.getReturnType().getAllInvolvedRawTypes().contains(type));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  /** JSON-B reads public records only: those that a resource answers, and those inside these. */
  private static boolean isShown(JavaClass type, Set<JavaClass> seen) {
    return type.isRecord()
        && seen.add(type)
        && type.getDirectDependenciesToSelf().stream()
            .map(use -> use.getOriginClass())
            .filter(user -> !user.equals(type))
            .anyMatch(
                user ->
                    user.isAnnotatedWith(Path.class)
                        || user.isAnnotatedWith(Provider.class)
                        || (isPublic(user) && isShown(user, seen)));
  }
}
