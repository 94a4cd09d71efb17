// SPDX-License-Identifier: Apache-2.0
package kakure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which room may know which, and what would make the same input give other bytes. */
class ArchitectureTest {
  private static final JavaClasses ALL = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("kakure", "blocks");
  private static final String[] REPRODUCIBLE = {"kakure.kernel..", "kakure.emit..", "kakure.golden..", "blocks.."};

  @Test
  void theKernelKnowsTheGraphLibraryOnly() {
    only("kakure.kernel..", "java..", "org.jgrapht..", "kakure.kernel..");
  }

  @Test
  void goldenModelsKnowJavaOnly() {
    only("kakure.golden..", "java..", "kakure.golden..");
  }

  @Test
  void coSimulationKnowsJavaOnly() {
    only("kakure.cosim..", "java..", "kakure.cosim..");
  }

  @Test
  void blocksKnowTheKernelAndGoldenModels() {
    only("blocks..", "java..", "kakure.kernel..", "kakure.golden..", "blocks..");
  }

  @Test
  void networksKnowTheKernelBlocksAndGoldenModels() {
    only("kakure.network", "java..", "kakure", "kakure.network..", "kakure.kernel..", "kakure.golden..", "blocks..");
    only("kakure.network.onnx..", "java..", "kakure", "kakure.network..", "kakure.golden..", "com.google.protobuf..", "ai.onnx.proto..");
  }

  @Test
  void templatesAreKnownToEmissionOnly() {
    noClasses().that().resideOutsideOfPackage("kakure.emit..").should().dependOnClassesThat().resideInAPackage("freemarker..").check(ALL);
  }

  @Test
  void nobodyKnowsTheCommandLine() {
    noClasses().that().resideOutsideOfPackage("kakure.cli..").should().dependOnClassesThat().resideInAPackage("kakure.cli..").check(ALL);
  }

  @Test
  void noRoomKnowsItselfThroughOthers() {
    slices().matching("kakure.(*)..").should().beFreeOfCycles().check(ALL);
    slices().matching("blocks.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() {
    var quiet = noClasses().that().resideOutsideOfPackage("kakure.cli..");
    quiet.should().accessField(System.class, "out").check(ALL);
    quiet.should().accessField(System.class, "err").check(ALL);
    quiet.should().callMethod(System.class, "exit", int.class).check(ALL);
    quiet.should().callMethod(Throwable.class, "printStackTrace").check(ALL);
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    var rooms = noClasses().that().resideInAnyPackage(REPRODUCIBLE);
    rooms.should().callConstructorWhere(describe("makes a map or set in hash order, or an unseeded generator", (JavaConstructorCall c) ->
        c.getTarget().getOwner().isEquivalentTo(HashMap.class) || c.getTarget().getOwner().isEquivalentTo(HashSet.class)
            || c.getTarget().getOwner().isEquivalentTo(Random.class) && c.getTarget().getRawParameterTypes().isEmpty())).check(ALL);
    rooms.should().callMethodWhere(describe("asks the clock or chance", (JavaMethodCall c) ->
        Set.of("currentTimeMillis", "nanoTime", "now", "randomUUID").contains(c.getName()) || c.getTarget().getOwner().isEquivalentTo(Math.class) && c.getName().equals("random"))).check(ALL);
    rooms.should().callMethodWhere(describe("collects in hash order", (JavaMethodCall c) -> Set.of("toSet", "groupingBy", "toMap", "groupingByConcurrent").contains(c.getName())
        && c.getTarget().getRawParameterTypes().size() < 3)).check(ALL);
    rooms.should().callMethodWhere(locale()).check(ALL);
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

  private static void only(String room, String... known) {
    classes().that(resideInAPackage(room)).should().onlyDependOnClassesThat().resideInAnyPackage(known).check(ALL);
  }
}
