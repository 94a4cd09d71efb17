// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kakure.BadInput;
import kakure.network.RandomNetworks;
import kakure.network.golden.GoldenNetwork;
import kakure.network.onnx.OnnxReader;
import kakure.network.onnx.OnnxWriter;
import kakure.target.PlanException;
import targets.engine.Planner;

/** ONNX models; a small network that was read must run, and be planned or refused with a reason. */
final class OnnxTarget implements FuzzTarget {
  private static final long SMALL_MACS = 200_000;
  private static final Engine ENGINE = Engine.of(4, 4, 8);

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    for (int i = 0; seeds.size() < 6; i++) {
      byte[] model = OnnxWriter.bytes(RandomNetworks.trained(new SplittableRandom(i)));
      if (model.length < 4000) seeds.add(model);
    }
    for (var form : OnnxForms.values()) seeds.add(form.of(seeds.get(form.ordinal() % 6)));
    return seeds;
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(BadInput.class, PlanException.class);
  }

  @Override
  public void read(byte[] input) {
    var network = OnnxReader.read("model.onnx", "model", input);
    if (network.macs() > SMALL_MACS || network.input().elements() > SMALL_MACS) return;
    new GoldenNetwork(network).run(network.image(new byte[network.input().elements()]));
    Planner.plan(network, ENGINE);
  }
}
