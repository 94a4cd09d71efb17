// SPDX-License-Identifier: Apache-2.0
/**
 * Co-simulation of any Verilog that has a {@code design.json} (port table), over a socket, against a golden function. Uses {@code java.*} only.
 *
 * <pre>{@code
 * Simulator simulator = SimulatorBuild.standard().progress(line -> ...).build(Design.read(dir));  // cached
 * try (Simulation sim = simulator.open(SimOptions.seed(1).stalls(0.3, 0.3))) {   // started, greeted, reset
 *   sim.poke("threshold_i", 7);                                 // an input that belongs to no stream
 *   sim.send("req", packed);                                    // whole transactions; returns at once
 *   RunResult r = sim.run(Until.transferred("rsp", n).orIdle(1000).orCycles(1_000_000));
 *   if (r.reason() != RunResult.Reason.ARRIVED) ...             // IDLE: the design is stuck
 *   ByteBuffer answers = sim.receive("rsp", n);                 // or onReceive("rsp", consumer) before the run
 *   BigInteger stalled = sim.peek("stalled_o");
 * }
 * }</pre>
 * To overlap golden work with simulation, give further commands at once: after {@code start(until)} further {@code send} and {@code start} may follow before its {@code join()}, and
 * {@link kakure.cosim.SimulatorPool} runs tasks over several simulators. {@link kakure.cosim.RecordLayout} packs and unpacks transactions and records.
 * Cycle by cycle: {@link kakure.cosim.CycleRun}. Faults: {@link kakure.cosim.DesignFault} (the design), {@link kakure.cosim.ToolException} (tools, simulator),
 * {@link kakure.cosim.DesignException} (design.json or Verilog are wrong).
 */
package kakure.cosim;
