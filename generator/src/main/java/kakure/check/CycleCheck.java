// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleRun;
import kakure.cosim.CycleStimulus;
import kakure.cosim.DesignFault;
import kakure.cosim.RecordLayout;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.spec.CycleModel;
import kakure.spec.Stimulus;

/** A cycle model beside its hardware: every output that is defined, every cycle. */
final class CycleCheck {
  private CycleCheck() {}

  static BlockCheck.Report run(Simulator simulator, CycleModel model, Stimulus.Cycles stimulus, long seed, Optional<Path> work) {
    var cycles = stimulus.inputs().size();
    var golden = new Golden(model, simulator.design().inputs(), simulator.design().outputs());
    var inputs = new Inputs(stimulus.inputs(), simulator.design().inputs());
    // The stimulus drives every port, and may well break the rules of streams: what the model says is what counts.
    var options = SimOptions.seed(seed).watchRules(false);
    long began = System.nanoTime();
    model.reset();
    var wrong = model.inReset().flatMap(expected -> inReset(simulator, expected, options));
    if (wrong.isPresent()) return new BlockCheck.Report(0, 0, 1, wrong.get(), seconds(began));
    try {
      var run = CycleRun.of(simulator, inputs, golden).options(options);
      work.map(w -> run.reports(w.resolve("mismatch"))).orElseGet(run::withoutReports).run(cycles);
      return new BlockCheck.Report(cycles, golden.values, 0, "", seconds(began));
    } catch (DesignFault e) {
      return new BlockCheck.Report(e.cycle() + 1, golden.values, 1, e.getMessage(), seconds(began));
    }
  }

  /** The first output that has another value in reset. */
  private static Optional<String> inReset(Simulator simulator, List<BigInteger> expected, SimOptions options) {
    try (var session = simulator.open(options)) {
      session.reset(2);
      var ports = simulator.design().outputs().ports();
      for (int p = 0; p < ports.size(); p++) {
        var got = session.peek(ports.get(p).name());
        if (expected.get(p) != null && !expected.get(p).equals(got)) return Optional.of("in reset, port " + ports.get(p).name() + ": expected 0x" + expected.get(p).toString(16) + ", got 0x" + got.toString(16) + "; seed " + options.seed());
      }
      return Optional.empty();
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /** The stimulus as records; after its end (a replay runs a few cycles further) it begins again. */
  private static final class Inputs implements CycleStimulus {
    private final List<List<BigInteger>> cycles;
    private final RecordLayout layout;
    private int next;

    Inputs(List<List<BigInteger>> cycles, RecordLayout layout) {
      this.cycles = cycles;
      this.layout = layout;
    }

    @Override
    public void reset() {
      next = 0;
    }

    @Override
    public void fill(ByteBuffer records, int n) {
      var to = records.slice();
      for (int i = 0; i < n; i++, next++) put(layout, to, i, cycles.get(next % cycles.size()));
      records.position(records.position() + n * layout.bytes());
    }
  }

  private static final class Golden implements CycleGolden {
    private final CycleModel model;
    private final RecordLayout in;
    private final RecordLayout out;
    private final List<List<BigInteger>> last = new ArrayList<>();
    private long values;

    Golden(CycleModel model, RecordLayout in, RecordLayout out) {
      this.model = model;
      this.in = in;
      this.out = out;
    }

    @Override
    public void reset() {
      model.reset();
    }

    @Override
    public void run(ByteBuffer inputs, ByteBuffer outputs, int n) {
      var from = inputs.slice();
      var to = outputs.slice();
      last.clear();
      for (int i = 0; i < n; i++) {
        var values = new ArrayList<BigInteger>();
        for (int p = 0; p < in.ports().size(); p++) values.add(in.get(from, i, p));
        var expected = model.step(values);
        last.add(expected);
        put(out, to, i, expected);
      }
    }

    @Override
    public boolean partial() {
      return true;
    }

    @Override
    public void defined(ByteBuffer masks, int n) {
      var to = masks.slice();
      for (int i = 0; i < n; i++) {
        for (int p = 0; p < out.ports().size(); p++) {
          if (last.get(i).get(p) == null) continue;
          out.put(to, i, p, BigInteger.ONE.shiftLeft(out.ports().get(p).width()).subtract(BigInteger.ONE));
          values++;
        }
      }
    }
  }

  private static void put(RecordLayout layout, ByteBuffer to, int record, List<BigInteger> values) {
    for (int p = 0; p < values.size(); p++) layout.put(to, record, p, values.get(p) == null ? BigInteger.ZERO : values.get(p));
  }
}
