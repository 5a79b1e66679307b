package dev.groundcrew;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.groundcrew.SourceImports.Import;
import dev.groundcrew.web.OwnRest;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Predicate;

/** Holds the code to the package description of {@code dev.groundcrew}. */
@AnalyzeClasses(packages = Arrows.BASE, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule CLASSES_FOLLOW_THE_ARROWS = classes().should(new Arrows());

  @ArchTest
  static void importsFollowTheArrows(JavaClasses classes) {
    List<Import> imports = SourceImports.all();
    assertThat(imports).hasSizeGreaterThan(100);
    assertThat(imports).filteredOn(found -> !Arrows.allowed(found.from(), found.to())).isEmpty();
  }

  @ArchTest
  static final ArchRule EVERY_PACKAGE_STANDS_IN_THE_DESCRIPTION =
      classes().should(have(described("a package that the description names", Arrows::known)));

  @ArchTest
  static final ArchRule ONLY_APPLICATIONS_STAND_AT_THE_TOP =
      classes()
          .that()
          .resideInAPackage(Arrows.BASE)
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveSimpleNameEndingWith("Application");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching(Arrows.BASE + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PUBLIC_CLASSES_ARE_NEEDED_ELSEWHERE =
      classes().that().arePublic().and().areTopLevelClasses().should(new PublicForSomebody());

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses().should().haveNameMatching(".*\\.[^.]*(Util|Helper|Manager|Impl|Common)[^.]*");

  /** But for the exception that {@code SqlWork} lets through, for those who compose statements. */
  @ArchTest
  static final ArchRule SQL_STANDS_IN_DATABASE_AND_IN_TABLES =
      noClasses()
          .that()
          .resideOutsideOfPackages(Arrows.BASE + ".database", Arrows.BASE + ".builtin..")
          .and()
          .haveSimpleNameNotEndingWith("Table")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage("java.sql..", "javax.sql..")
                  .and(DescribedPredicate.not(JavaClass.Predicates.type(SQLException.class))));

  /** But for the one that ends the process: by then the server's own threads are stopping. */
  @ArchTest
  static final ArchRule THREADS_ARE_THE_SERVERS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.groundcrew.engine.boot.StartUp")
          .should()
          .callCodeUnitWhere(makesThreads());

  @ArchTest
  static final ArchRule STAGES_RUN_ON_A_NAMED_EXECUTOR =
      noClasses().should().callMethodWhere(leavesTheExecutorOpen());

  /** But for the headers of JAX-RS, which takes nothing else. */
  @ArchTest
  static final ArchRule TIMES_ARE_INSTANTS =
      noClasses()
          .that()
          .areNotAnnotatedWith(Path.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Date.class);

  /** What the scan of another application in the same WAR would find, or Payara would check. */
  @ArchTest
  static final ArchRule RESOURCES_ARE_OUR_OWN =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beAnnotatedWith(OwnRest.class)
          .andShould(
              have(
                  DescribedPredicate.describe(
                      "a path that begins with api/",
                      type -> type.getAnnotationOfType(Path.class).value().startsWith("api/"))));

  @ArchTest
  static final ArchRule NO_SCAN_FINDS_PROVIDERS_AND_ROLES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.ws.rs.ext.Provider")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.annotation.security");

  /** Each call of it searches all libraries for the provider. */
  @ArchTest
  static final ArchRule THE_JSON_PROVIDER_IS_LOOKED_UP_ONCE =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.json.Json");

  @ArchTest
  static final ArchRule WHAT_IS_SAID_GOES_TO_THE_LOG = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  private static DescribedPredicate<JavaClass> described(
      String words, Predicate<String> packageName) {
    return DescribedPredicate.describe(words, type -> packageName.test(type.getPackageName()));
  }

  private static DescribedPredicate<JavaCall<?>> makesThreads() {
    return DescribedPredicate.describe(
        "makes threads",
        call -> {
          CodeUnitCallTarget target = call.getTarget();
          JavaClass owner = target.getOwner();
          return owner.isEquivalentTo(Executors.class)
              || (target.getName().equals("<init>")
                  && (owner.isAssignableTo(Thread.class)
                      || owner.isAssignableTo(Timer.class)
                      || owner.isAssignableTo(ForkJoinPool.class)
                      || owner.isAssignableTo(ThreadPoolExecutor.class)));
        });
  }

  private static DescribedPredicate<JavaCall<?>> leavesTheExecutorOpen() {
    return DescribedPredicate.describe(
        "runs on the common pool",
        call ->
            call.getTarget().getOwner().isAssignableTo(CompletionStage.class)
                && call.getTarget().getName().endsWith("Async")
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isEquivalentTo(Executor.class)));
  }
}
