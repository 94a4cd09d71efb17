// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.floating.Products;
import blocks.floating.matrixengine.MatrixEngine;
import blocks.floating.perceptron.Perceptron;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import kakure.CheckFailed;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.Simulator;
import kakure.cosim.SimulatorBuild;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.golden.FloatFormat;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in hardware, right and wrong. */
class PerceptronRunTest {
  private static final Perceptron BLOCK = new Perceptron(4, FloatFormat.parse("bf16"), Products.LAM);
  private static final MatrixEngine ENGINE = new MatrixEngine(3, 2, 2, FloatFormat.parse("bf16"), Products.LAM);
  private static final PerceptronTask TASK = new PerceptronTask(PlaneData.Kind.MOONS, 4, 2, 1.0 / 64, List.of(), 3);

  @TempDir Path temp;

  private Simulator simulator(Block block, String module, String what, String by) {
    new ExternalTool("verilator").require();
    var files = new LinkedHashMap<>(Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults()));
    assertThat(files.get(module)).contains(what);
    files.computeIfPresent(module, (name, text) -> text.replace(what, by));
    Output.write(temp.resolve("rtl"), files);
    return SimulatorBuild.standard().quick().build(Design.read(temp.resolve("rtl")));
  }

  @Test
  void everyStepOfAPerceptronIsTheGoldenModels() {
    var runs = new PerceptronRun(BLOCK, simulator(BLOCK, "fp_adder_bf16.v", "swap", "swap"), temp).run(List.of(TASK, TASK), 2, () -> { });
    assertThat(runs).hasSize(2).allSatisfy(t -> {
      assertThat(t.steps()).isEqualTo(800);
      assertThat(t.compared()).isEqualTo(800 * 19);
      assertThat(t.losses()).hasSize(2);
      assertThat(t.losses().get(1)).isLessThan(t.losses().get(0));
    });
    assertThat(runs.get(1).weights()).isEqualTo(runs.get(0).weights());
  }

  /** The replay shows the training; what it writes is looked at by whoever debugs. */
  @Test
  void aWrongUpdateIsTheFirstWeightThatDiffers() {
    var broken = simulator(BLOCK, "perceptron_sequencer_bf16_lam_4.v", "UPDATE_1, UPDATE_2: b = rate_q;", "UPDATE_1, UPDATE_2: b = phase_q == UPDATE_1 & input_q == 2'd1 ? {~rate_q[15], rate_q[14:0]} : rate_q;");
    assertThatThrownBy(() -> new PerceptronRun(BLOCK, broken, temp.resolve("reports")).run(List.of(TASK), 1, () -> { }))
        .isInstanceOf(CheckFailed.class).hasMessageContaining("perceptron_bf16_lam_4, moons, seed 3: step 0: weight W1[1][").hasMessageContaining("replay: ");
  }

  @Test
  void aPerceptronThatFallsSilentIsToldWithItsStep() {
    var still = simulator(BLOCK, "perceptron_sequencer_bf16_lam_4.v", "phase_q <= last_q ? LOAD : SAMPLE;", "phase_q <= LOAD;");
    assertThatThrownBy(() -> new PerceptronRun(BLOCK, still, temp.resolve("reports")).run(List.of(TASK), 1, () -> { })).hasMessageContaining("fell silent after step 1 of 800");
  }

  @Test
  void everyProductOfTrainingIsTheGoldenModels() {
    var judge = new Perceptron(4, ENGINE.format(), ENGINE.multiplier());
    var runs = new LedRun(ENGINE, simulator(ENGINE, "fp_adder_bf16.v", "swap", "swap"), judge).run(List.of(TASK), 8, 2, () -> { });
    // 100 steps of 8 samples: Z 8 x 4, y 8, input gradient 8 x 5, weight gradients 5 and 12, and as many weights.
    assertThat(runs.get(0).steps()).isEqualTo(100);
    assertThat(runs.get(0).compared()).isEqualTo(100 * (32 + 8 + 40 + 2 * 5 + 2 * 12));
    assertThat(runs.get(0).losses().get(1)).isLessThan(runs.get(0).losses().get(0));
  }

  /** Sums of the engine go on in whole numbers; its weights are not those of rounded sums. */
  @Test
  void exactSumsAreTheGoldenModels() {
    var exact = new MatrixEngine(2, 2, 1, FloatFormat.parse("e5m6"), Products.LAM, MatrixEngine.Accumulate.EXACT);
    var rounded = new MatrixEngine(2, 2, 1, exact.format(), Products.LAM);
    var judge = new Perceptron(4, exact.format(), exact.multiplier());
    var sums = new LedRun(exact, simulator(exact, "matrix_engine_e5m6_lam_exact_sums_2x2x1.v", "assign", "assign"), judge).run(List.of(TASK), 8, 1, () -> { });
    var others = new LedRun(rounded, simulator(rounded, "matrix_engine_e5m6_lam_2x2x1.v", "assign", "assign"), judge).run(List.of(TASK), 8, 1, () -> { });
    assertThat(sums.get(0).compared()).isEqualTo(others.get(0).compared());
    assertThat(sums.get(0).weights()).isNotEqualTo(others.get(0).weights());
  }

  @Test
  void aWrongAdderOfTheTreeIsFoundInTheFirstProduct() {
    var broken = simulator(ENGINE, "matrix_engine_bf16_lam_3x2x2.v", "assign y_o = ", "assign y_o = 96'd1 ^ ");
    var judge = new Perceptron(4, ENGINE.format(), ENGINE.multiplier());
    assertThatThrownBy(() -> new LedRun(ENGINE, broken, judge).run(List.of(TASK), 8, 1, () -> { })).isInstanceOf(CheckFailed.class).hasMessageContaining("moons, seed 3: step 0: ").hasMessageContaining("forward 1");
  }

  @Test
  void plannedCyclesAreThoseThatTheEngineTakes() {
    var plan = new MatrixTraining(ENGINE, TASK, 8);
    assertThat(plan.steps()).extracting("name").containsExactly("forward 1", "forward 2", "input gradient", "weight gradient 2", "weight gradient 1");
    // Tiles of 3 x 2, two products at once: 3 x 2 tiles of 2 beats, 3 x 1 of 3, 3 x 3 of 1, 2 x 1 of 4 and an update, 1 x 2 of 4 and an update.
    assertThat(plan.plannedCycles()).isEqualTo(12 + 9 + 9 + 10 + 10);
  }

  @Test
  void whatTheEngineCannotTrainIsRefused() {
    assertThatThrownBy(() -> new MatrixTraining(new MatrixEngine(1, 1, 1, FloatFormat.parse("e11m52"), Products.EXACT), TASK, 8)).hasMessageContaining("32 bits or fewer");
    assertThatThrownBy(() -> new MatrixTraining(new MatrixEngine(1, 1, 1, FloatFormat.parse("bf16"), Products.parse("lam:none:adaptive")), TASK, 8)).hasMessageContaining("leave adaptive out");
  }
}
