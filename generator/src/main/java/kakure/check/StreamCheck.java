// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kakure.cosim.DesignFault;
import kakure.cosim.RecordLayout;
import kakure.cosim.Replay;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.Until;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** A stream model beside its hardware: all transactions sent, all answers compared, none missing and none too many, both sides stalled at random. */
final class StreamCheck {
  private static final double STALL = 0.3;
  private static final int STUCK = 20_000;
  private static final int QUIET = 200;

  private final Simulator simulator;
  private final StreamModel model;
  private final Map<String, List<List<BigInteger>>> inputs;
  private final Map<String, List<List<BigInteger>>> expected;
  private final long most;
  private final Map<String, List<List<BigInteger>>> received = new LinkedHashMap<>();
  private final long began = System.nanoTime();
  private long compared;
  private long mismatches;
  private String first = "";
  /** The first transaction with a wrong value; null where the first thing wrong is another. */
  private Wrong wrong;

  /** A transaction that should have had other values. */
  private record Wrong(String stream, int index, List<BigInteger> want) {}

  private StreamCheck(Simulator simulator, StreamModel model, Map<String, List<List<BigInteger>>> inputs, long most) {
    this.simulator = simulator;
    this.model = model;
    this.inputs = inputs;
    this.expected = new LinkedHashMap<>(model.run(inputs));
    this.most = most;
  }

  /** Without a place to work in, a difference is told and not made to be shown again. */
  static BlockCheck.Report run(Simulator simulator, StreamModel model, Stimulus.Transactions stimulus, long seed, long most, Optional<Path> place) {
    var check = new StreamCheck(simulator, model, stimulus.inputs(), most);
    var options = SimOptions.seed(seed).stalls(STALL, STALL);
    if (place.isEmpty()) return check.report(check.simulate(options));
    long cycles = check.simulate(options);
    if (check.mismatches > 0) check.first += "\nreplay: " + check.shownAgain(options, place.get());
    return check.report(cycles);
  }

  /** Once more, recorded, up to the first thing wrong. */
  private Path shownAgain(SimOptions options, Path work) {
    try {
      Files.createDirectories(work);
      var recording = Files.createTempFile(work, "session-", ".bin");
      try {
        var recorded = options.record(recording);
        var replay = new Replay(simulator, recorded, work.resolve("mismatch"));
        boolean silence = wrong == null;
        long cycle;
        try (var sim = simulator.open(recorded)) {
          send(sim);
          if (silence) wait(sim);
          else sim.run(Until.transferred(wrong.stream, wrong.index + 1).orIdle(STUCK).orCycles(most));
          cycle = sim.cycles();
          if (!silence) expect(sim, cycle);
        } catch (DesignFault e) {
          cycle = e.cycle();
          silence = false;
        }
        return (silence ? replay.writeSilence(recording, cycle) : replay.write(recording, cycle)).script();
      } finally {
        Files.deleteIfExists(recording);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cycles it took. */
  private long simulate(SimOptions options) {
    try (var sim = simulator.open(options)) {
      drive(sim);
      return sim.cycles();
    } catch (DesignFault e) {
      found(e.getMessage());
      return e.cycle();
    }
  }

  private BlockCheck.Report report(long cycles) {
    return new BlockCheck.Report(cycles, compared, mismatches, first, (System.nanoTime() - began) / 1e9);
  }

  private void send(Simulation sim) {
    for (var in : inputs.entrySet()) sim.send(in.getKey(), pack(sim.design().transaction(in.getKey()), in.getValue()));
  }

  private void drive(Simulation sim) {
    send(sim);
    wait(sim);
    for (var out : expected.entrySet()) received.put(out.getKey(), compare(sim, out.getKey(), out.getValue()));
    if (mismatches == 0) model.judge(received, sim.cycles()).ifPresent(this::found);
  }

  /** Until all that is expected has come, or nothing comes any more. */
  private void wait(Simulation sim) {
    Until until = null;
    for (var out : expected.entrySet()) until = until == null ? Until.transferred(out.getKey(), out.getValue().size()) : until.and(out.getKey(), out.getValue().size());
    if (until != null) sim.run(until.orIdle(STUCK).orCycles(most));
    sim.run(Until.idle(QUIET).orCycles(STUCK));
  }

  private void expect(Simulation sim, long cycle) {
    var layout = sim.design().transaction(wrong.stream);
    var want = new ArrayList<BigInteger>();
    var counts = new ArrayList<BigInteger>();
    for (int p = 0; p < wrong.want.size(); p++) {
      var value = wrong.want.get(p);
      want.add(value == null ? BigInteger.ZERO : value);
      counts.add(value == null ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(layout.ports().get(p).width()).subtract(BigInteger.ONE));
    }
    sim.expect(wrong.stream, cycle, pack(layout, List.of(want)).array(), pack(layout, List.of(counts)).array());
  }

  private List<List<BigInteger>> compare(Simulation sim, String stream, List<List<BigInteger>> want) {
    long arrived = sim.available(stream);
    int n = (int) Math.min(arrived, want.size());
    var layout = sim.design().transaction(stream);
    var got = sim.receive(stream, n);
    var all = new ArrayList<List<BigInteger>>(n);
    for (int i = 0; i < n; i++) {
      var values = new ArrayList<BigInteger>();
      for (int p = 0; p < layout.ports().size(); p++) {
        var is = layout.get(got, i, p);
        values.add(is);
        var value = want.get(i).get(p);
        if (value == null) continue;
        compared++;
        if (is.equals(value)) continue;
        if (mismatches == 0) wrong = new Wrong(stream, i, want.get(i));
        found("stream " + stream + ", transaction " + i + ", port " + layout.ports().get(p).name() + ": expected " + text(value) + ", got " + text(is));
      }
      all.add(values);
    }
    if (arrived != want.size()) found("stream " + stream + ": expected " + want.size() + " transactions, got " + arrived + " by cycle " + sim.cycles());
    return all;
  }

  private void found(String what) {
    if (mismatches++ == 0) first = simulator.design().top() + ": " + what;
  }

  /** Transactions as records of a stream. */
  static ByteBuffer pack(RecordLayout layout, List<List<BigInteger>> transactions) {
    return layout.pack(transactions);
  }

  private static String text(BigInteger v) {
    return v + " (0x" + v.toString(16) + ")";
  }
}
