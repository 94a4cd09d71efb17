// SPDX-License-Identifier: Apache-2.0
package kakure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kakure.spec.BlockSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine.Command;

/** Which room may know which, and what would make the same input give other bytes. */
class ArchitectureTest {
  private static final JavaClasses ALL = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("kakure", "blocks", "targets", "library");
  private static final String[] REPRODUCIBLE = {
    "kakure.kernel..", "kakure.spec..", "kakure.emit..", "kakure.golden..", "kakure.network..", "kakure.data..", "kakure.target..", "kakure.host..", "kakure.registers..", "kakure.eda..", "kakure.energy..", "kakure.flow..", "kakure.check..", "kakure.report..", "kakure.mutants..", "blocks..", "targets.."
  };
  /** Say how long something took, and for no other end ask the clock. */
  private static final String[] MEASURE = {"kakure.check..", "kakure.flow.qflow..", "kakure.target.."};

  /** Golden functions of blocks, and what only they are made of. */
  private static final DescribedPredicate<JavaClass> GOLDEN = describe("are golden functions", c ->
      c.getPackageName().startsWith("blocks.") && (c.getSimpleName().endsWith("Model") || List.of("DrainPlan", "Laying", "Descriptor").contains(c.getSimpleName())));

  /** What each room may know beside Java and itself; a room that is not listed fails the test. */
  private static final Map<String, List<String>> KNOWS = new TreeMap<>(Map.ofEntries(
      Map.entry("kakure", List.of("tools.jackson..")),
      Map.entry("kakure.cosim", List.of()),
      Map.entry("kakure.golden", List.of()),
      Map.entry("kakure.kernel", List.of("org.jgrapht..")),
      Map.entry("kakure.spec", List.of("kakure.kernel")),
      Map.entry("kakure.emit", List.of("kakure", "kakure.kernel", "freemarker..", "tools.jackson..")),
      Map.entry("kakure.registers", List.of("kakure.kernel", "kakure.spec")),
      Map.entry("kakure.eda", List.of("kakure", "kakure.cosim", "tools.jackson..")),
      Map.entry("kakure.check", List.of("kakure", "kakure.kernel", "kakure.spec", "kakure.emit", "kakure.cosim", "kakure.eda")),
      Map.entry("kakure.report", List.of("kakure.spec", "kakure.eda", "kakure.check", "javax.imageio..", "org.knowm.xchart..")),
      Map.entry("kakure.report.design", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.report", "kakure.report.diagram", "tools.jackson..")),
      Map.entry("kakure.report.diagram", List.of("javax.imageio..", "org.eclipse.elk..", "org.eclipse.emf..")),
      Map.entry("kakure.mutants", List.of("kakure", "kakure.kernel", "kakure.spec", "kakure.emit", "kakure.cosim", "kakure.eda", "kakure.check")),
      Map.entry("kakure.network", List.of("kakure", "kakure.golden")),
      Map.entry("kakure.network.golden", List.of("kakure", "kakure.golden", "kakure.network")),
      Map.entry("kakure.network.onnx", List.of("kakure", "kakure.golden", "kakure.network", "com.google.protobuf..", "ai.onnx.proto..")),
      Map.entry("kakure.data", List.of("kakure", "kakure.network", "javax.imageio..")),
      Map.entry("kakure.train", List.of("kakure", "kakure.golden", "kakure.network", "jdk.incubator.vector..", "com.sun.management")),
      Map.entry("kakure.target", List.of("kakure", "kakure.kernel", "kakure.spec", "kakure.network", "kakure.cosim")),
      Map.entry("kakure.energy", List.of("kakure", "kakure.kernel", "kakure.spec", "kakure.emit", "kakure.cosim", "kakure.eda", "kakure.flow", "kakure.flow.sram", "kakure.target", "tools.jackson..")),
      Map.entry("kakure.host", List.of("kakure", "kakure.kernel", "kakure.network", "kakure.emit", "kakure.target", "kakure.cosim")),
      Map.entry("kakure.flow", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.kernel", "kakure.target", "kakure.flow.area", "kakure.flow.ice40", "kakure.flow.qflow", "kakure.flow.text", "tools.jackson..")),
      Map.entry("kakure.flow.area", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.emit", "kakure.flow")),
      Map.entry("kakure.flow.text", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.emit", "kakure.flow", "kakure.flow.sram", "kakure.registers", "tools.jackson..")),
      Map.entry("kakure.flow.sram", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.flow", "tools.jackson..")),
      Map.entry("kakure.flow.ice40", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.emit", "kakure.flow", "tools.jackson..")),
      Map.entry("kakure.flow.qflow", List.of("kakure", "kakure.cosim", "kakure.eda", "kakure.emit", "kakure.flow", "tools.jackson..")),
      Map.entry("kakure.sweep", List.of("kakure", "kakure.cosim", "kakure.emit", "kakure.console", "tools.jackson..", "javax.imageio..", "org.knowm.xchart..")),
      Map.entry("kakure.console", List.of("kakure", "kakure.cosim", "picocli..", "tools.jackson..")),
      Map.entry("kakure.cli", List.of("kakure..", "picocli..", "tools.jackson..", "javax.imageio..")),
      Map.entry("blocks", List.of("kakure.kernel", "kakure.spec", "kakure.golden")),
      Map.entry("targets", List.of("kakure", "kakure.kernel", "kakure.spec", "kakure.golden", "kakure.network..", "kakure.data", "kakure.target", "kakure.registers", "kakure.emit", "kakure.cosim..", "kakure.eda", "kakure.check", "kakure.console", "blocks..", "picocli..", "javax.imageio..", "org.knowm.xchart..")),
      Map.entry("library", List.of("kakure.spec", "kakure.target", "blocks..", "targets.."))));

  @TestFactory
  Stream<DynamicTest> everyRoomKnowsWhatItMay() {
    return ALL.stream().map(c -> room(c.getPackageName())).distinct().sorted().map(room -> dynamicTest(room, () -> {
      assertThat(KNOWS).as("a room needs a rule").containsKey(room);
      var known = new ArrayList<>(KNOWS.get(room));
      known.add("java..");
      boolean family = room.equals("blocks") || room.equals("targets") || room.equals("kakure.cosim");
      known.add(family ? room + ".." : room);
      classes().that(resideInAPackage(family ? room + ".." : room)).should().onlyDependOnClassesThat().resideInAnyPackage(known.toArray(String[]::new)).check(ALL);
    }));
  }

  private static String room(String name) {
    for (String family : List.of("blocks", "targets", "kakure.cosim")) if (name.equals(family) || name.startsWith(family + ".")) return family;
    return name;
  }

  @Test
  void theFrameKnowsNoBlockAndNoTarget() {
    noClasses().that().resideInAPackage("kakure..").should().dependOnClassesThat().resideInAnyPackage("blocks..", "targets..", "library..").check(ALL);
  }

  @Test
  void targetsDoNotKnowEachOther() {
    slices().matching("targets.(*)..").should().notDependOnEachOther().check(ALL);
  }

  @Test
  void templatesAreKnownToEmissionOnly() {
    noClasses().that().resideOutsideOfPackage("kakure.emit..").should().dependOnClassesThat().resideInAPackage("freemarker..").check(ALL);
  }

  @Test
  void blocksCountBitsAndLeaveTheHighestToTheMacrosOfTemplates() {
    noMethods().that().areDeclaredInClassesThat().resideInAPackage("blocks..").should().haveNameMatching(".*Msb").check(ALL);
  }

  @Test
  void nobodyKnowsTheCommandLine() {
    noClasses().that().resideOutsideOfPackage("kakure.cli..").should().dependOnClassesThat().resideInAPackage("kakure.cli..").check(ALL);
  }

  @Test
  void noRoomKnowsItselfThroughOthers() {
    slices().matching("kakure.(*)..").should().beFreeOfCycles().check(ALL);
    slices().matching("blocks.(*).(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void onlyCommandsPrintAndOnlyTheCommandLineExits() {
    noClasses().that().resideOutsideOfPackage("kakure.cli..").should().callMethod(System.class, "exit", int.class).check(ALL);
    var quiet = noClasses().that().resideOutsideOfPackages("kakure.cli..", "kakure.console..").and().areNotAnnotatedWith(Command.class);
    quiet.should().accessField(System.class, "out").check(ALL);
    quiet.should().accessField(System.class, "err").check(ALL);
    quiet.should().callMethod(Throwable.class, "printStackTrace").check(ALL);
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    var rooms = noClasses().that().resideInAnyPackage(REPRODUCIBLE);
    rooms.should().callConstructorWhere(describe("makes a map or set in hash order, or an unseeded generator", (JavaConstructorCall c) ->
        c.getTarget().getOwner().isEquivalentTo(HashMap.class) || c.getTarget().getOwner().isEquivalentTo(HashSet.class)
            || c.getTarget().getOwner().isEquivalentTo(Random.class) && c.getTarget().getRawParameterTypes().isEmpty())).check(ALL);
    noClasses().that().resideInAnyPackage(REPRODUCIBLE).and().resideOutsideOfPackages(MEASURE).should().callMethodWhere(describe("asks the clock or chance", (JavaMethodCall c) ->
        Set.of("currentTimeMillis", "nanoTime", "now", "randomUUID").contains(c.getName()) || c.getTarget().getOwner().isEquivalentTo(Math.class) && c.getName().equals("random"))).check(ALL);
    rooms.should().callMethodWhere(describe("collects in hash order", (JavaMethodCall c) -> Set.of("toSet", "groupingBy", "toMap", "groupingByConcurrent").contains(c.getName())
        && c.getTarget().getRawParameterTypes().size() < 3)).check(ALL);
    rooms.should().callMethodWhere(describe("walks a set or map of the JDK's own random order", ArchitectureTest::walksWithoutOrder)).check(ALL);
    rooms.should().callMethodWhere(locale()).check(ALL);
  }

  @Test
  void stimuliDoNotAskTheGoldenFunction() {
    var asking = describe("stands beside a block", (JavaClass c) -> List.of("Stimulus", "Side").stream().anyMatch(c.getSimpleName()::endsWith));
    noClasses().that().resideInAnyPackage("blocks..", "targets..").and(asking).should().dependOnClassesThat(GOLDEN).check(ALL);
    var specifications = ALL.stream().filter(c -> c.isAssignableTo(BlockSpec.class) && !c.isInterface()).toList();
    assertThat(specifications).isNotEmpty();
    for (var c : specifications) assertThat(golden(c)).as("golden functions that the stimulus of " + c.getName() + " asks").isEmpty();
  }

  /** Calls of golden functions from {@code stimulus}, and from what it calls of its class. */
  private static List<String> golden(JavaClass specification) {
    var open = new ArrayDeque<JavaCodeUnit>(specification.getMethods().stream().filter(m -> m.getName().equals("stimulus")).toList());
    var seen = new LinkedHashSet<JavaCodeUnit>();
    var found = new ArrayList<String>();
    while (!open.isEmpty()) {
      var unit = open.remove();
      if (!seen.add(unit)) continue;
      for (var access : unit.getAccessesFromSelf()) {
        if (GOLDEN.test(access.getTargetOwner())) found.add(access.getDescription());
        if (access.getTargetOwner().equals(specification)) specification.getCodeUnits().stream().filter(u -> u.getName().equals(access.getTarget().getName())).forEach(open::add);
      }
    }
    return found;
  }

  /** {@code Set.of}, {@code Map.of} of more than one element and their like: their order changes from one Java machine to the next. */
  private static boolean walksWithoutOrder(JavaMethodCall c) {
    var owner = c.getTarget().getOwner();
    int arguments = c.getTarget().getRawParameterTypes().size();
    boolean many = arguments > 0 && c.getTarget().getRawParameterTypes().get(0).isArray();
    return switch (c.getName()) {
      case "of" -> owner.isEquivalentTo(Set.class) && (arguments > 1 || many) || owner.isEquivalentTo(Map.class) && arguments > 2;
      case "copyOf", "ofEntries" -> owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class);
      case "toUnmodifiableSet", "toUnmodifiableMap" -> true;
      default -> false;
    };
  }

  /** {@code String.format}, {@code toLowerCase}, {@code getBytes} and the like, without a locale or a charset. */
  private static DescribedPredicate<JavaMethodCall> locale() {
    return describe("leans on the default locale or charset", c -> {
      if (!List.of(String.class.getName(), PrintStream.class.getName()).contains(c.getTarget().getOwner().getName())) return false;
      var types = c.getTarget().getRawParameterTypes();
      var first = types.isEmpty() ? "" : types.get(0).getName();
      return switch (c.getName()) {
        case "format", "printf" -> !first.equals(Locale.class.getName());
        case "formatted" -> true;
        case "toLowerCase", "toUpperCase", "getBytes" -> types.isEmpty();
        default -> false;
      };
    });
  }
}
