package io.fakepolygon;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms, and which arrows run between them. */
class ArchitectureTest {
  private static final String FRONT_DOOR = "io.fakepolygon";
  private static final String PROTOCOL = "io.fakepolygon.protocol";
  private static final String CLOCK = "io.fakepolygon.clock";
  private static final String CALENDAR = "io.fakepolygon.calendar";
  private static final String MARKET = "io.fakepolygon.market";
  private static final String SUBSCRIPTION = "io.fakepolygon.subscription";
  private static final String JOURNAL = "io.fakepolygon.journal";
  private static final String REFEREE = "io.fakepolygon.referee";
  private static final String UPSTREAM = "io.fakepolygon.upstream";
  private static final String FAULT = "io.fakepolygon.fault";
  private static final String SERVER = "io.fakepolygon.server";
  private static final String CONTROL = "io.fakepolygon.control";
  private static final String[] THE_LANGUAGE = {"java..", "org.jspecify.annotations"};
  // The same to the last bit on every machine; all other functions of Math may differ.
  private static final Set<String> EXACT_FUNCTIONS =
      Set.of(
          "round",
          "rint",
          "floor",
          "ceil",
          "abs",
          "min",
          "max",
          "floorDiv",
          "floorMod",
          "sqrt",
          "signum");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fakepolygon");

  @Test
  void protocolStandsAtTheBottom() {
    dependsOnlyOn(PROTOCOL, "com.fasterxml.jackson.core..");
  }

  @Test
  void clockStandsAtTheBottom() {
    dependsOnlyOn(CLOCK, "org.slf4j");
  }

  @Test
  void calendarStandsAtTheBottom() {
    dependsOnlyOn(CALENDAR);
  }

  @Test
  void marketKnowsTheProtocolAndTheCalendar() {
    dependsOnlyOn(MARKET, PROTOCOL, CALENDAR);
  }

  @Test
  void subscriptionKnowsTheProtocolOnly() {
    dependsOnlyOn(SUBSCRIPTION, PROTOCOL);
  }

  @Test
  void upstreamKnowsTheProtocolOnlyAndOkHttp() {
    dependsOnlyOn(UPSTREAM, PROTOCOL, "okhttp3", "okio", "org.slf4j");
  }

  @Test
  void journalKnowsTheProtocolAndTheClock() {
    dependsOnlyOn(JOURNAL, PROTOCOL, CLOCK);
  }

  @Test
  void faultKnowsTheProtocolAndTheClock() {
    dependsOnlyOn(FAULT, PROTOCOL, CLOCK);
  }

  @Test
  void refereeKnowsTheProtocolAndTheClock() {
    dependsOnlyOn(REFEREE, PROTOCOL, CLOCK);
  }

  @Test
  void serverKnowsTheRoomsBelowIt() {
    dependsOnlyOn(
        SERVER,
        PROTOCOL,
        CLOCK,
        MARKET,
        SUBSCRIPTION,
        JOURNAL,
        REFEREE,
        UPSTREAM,
        FAULT,
        "io.netty..",
        "org.slf4j..",
        "javax.net.ssl",
        "jdk.net");
  }

  @Test
  void controlKnowsTheRoomsBelowIt() {
    dependsOnlyOn(
        CONTROL,
        PROTOCOL,
        CLOCK,
        CALENDAR,
        MARKET,
        JOURNAL,
        REFEREE,
        UPSTREAM,
        FAULT,
        SERVER,
        "com.fasterxml.jackson.core..",
        "io.prometheus.metrics..",
        "org.slf4j..");
  }

  @Test
  void nobodyKnowsTheFrontDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(FRONT_DOOR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(FRONT_DOOR)
        .check(CORE);
  }

  @Test
  void roomsFormNoRing() {
    slices().matching("io.fakepolygon.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void nettyStaysInTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CORE);
  }

  @Test
  void prometheusStaysInTheControlRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONTROL)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.prometheus..")
        .check(CORE);
  }

  @Test
  void okHttpStaysInTheUpstream() {
    noClasses()
        .that()
        .resideOutsideOfPackage(UPSTREAM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(CORE);
  }

  @Test
  void jacksonStaysInTheProtocolAndTheControlDoor() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PROTOCOL, CONTROL)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CORE);
  }

  /** Real time is for deadlines, certificates, and where a real-time clock begins. */
  @Test
  void theComputersTimeIsReadInFewPlaces() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER)
        .and()
        .doNotHaveFullyQualifiedName("io.fakepolygon.clock.MarketTime")
        .and()
        .haveNameNotMatching("io\\.fakepolygon\\.(InProcessServer|RemoteTimers).*")
        .and()
        .doNotHaveFullyQualifiedName("io.fakepolygon.SelfSignedIdentity")
        .should()
        .accessTargetWhere(readsTheComputersTime())
        .check(CORE);
  }

  @Test
  void theMarketDrawsNoRandomNumbers() {
    noClasses()
        .that()
        .resideInAPackage(MARKET)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\..*Random.*|java\\.security\\..*|java\\.util\\.UUID")
        .orShould()
        .accessTargetWhere(calls(Math.class, "random"))
        .check(CORE);
  }

  @Test
  void theMarketCountsOnStrictMathOnly() {
    noClasses()
        .that()
        .resideInAPackage(MARKET)
        .should()
        .accessTargetWhere(
            describe(
                "is a function of Math that machines may round differently",
                access ->
                    access.getTargetOwner().isEquivalentTo(Math.class)
                        && !EXACT_FUNCTIONS.contains(access.getName())))
        .check(CORE);
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNothingIsNull() {
    JavaPackage root = CORE.getPackage(FRONT_DOOR);

    assertThat(Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream()))
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class)).isTrue());
  }

  private static void dependsOnlyOn(String room, String... others) {
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(Stream.of(room), Stream.of(others), Stream.of(THE_LANGUAGE))
                .flatMap(packages -> packages)
                .toArray(String[]::new))
        .check(CORE);
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheComputersTime() {
    return calls(System.class, "currentTimeMillis")
        .or(calls(System.class, "nanoTime"))
        .or(describe("is now() of no clock in particular", ArchitectureTest::isNowWithoutClock))
        .or(
            describe(
                "makes a system clock",
                access ->
                    access.getTargetOwner().isEquivalentTo(Clock.class)
                        && (access.getName().startsWith("system")
                            || access.getName().startsWith("tick"))))
        .or(
            describe(
                "is a java.util.Date or Calendar",
                access ->
                    access.getTargetOwner().getName().matches("java\\.util\\.(Date|Calendar)")));
  }

  private static boolean isNowWithoutClock(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().startsWith("java.time")
        && access.getName().equals("now")
        && access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String method) {
    return describe(
        "is " + owner.getSimpleName() + "." + method,
        access -> access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(method));
  }
}
