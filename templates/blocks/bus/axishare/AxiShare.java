// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axishare;

import blocks.bus.Axi4;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * The read channels of one AXI4 manager, shared by several that ask: one burst at a time, by turns. The data go past this block, to all of them.
 *
 * @param lanes who ask, 2 to 16
 */
public record AxiShare(int lanes) implements Block {
  /** Checks the range. */
  public AxiShare {
    Ranges.check("lanes", lanes, 2, 16);
  }

  /** Inputs: {@code stop}: no further burst; bursts that are asked for; whether those that asked take a beat, a bit for each; whether an address is taken; a beat is there, the last one of its burst. */
  public record In<T>(T stop, List<Axi4.Address<T>> lane, T laneReady, T arReady, T rValid, T rLast) {}

  /** Outputs: whose burst is taken, and for whom a beat is there, a bit for each; the address channel; a beat is taken. */
  public record Out<T>(T taken, T beat, Axi4.Address<T> ar, T rReady) {}

  @Override
  public String moduleName() {
    return ModuleName.of("axi_share", lanes).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, IntStream.range(0, lanes).mapToObj(i -> Axi4.Address.type()).toList(), Type.bits(lanes).control(), flag, flag, flag);
  }

  @Override
  public Out<Type> out() {
    var each = Type.bits(lanes).control();
    return new Out<>(each, each, Axi4.Address.type(), Type.bit().control());
  }

  @Override
  public List<Arc> arcs() {
    var asked = Stream.concat(Stream.of("stop_i"), IntStream.range(0, lanes).mapToObj(i -> "lane_" + i + "_valid_i")).toList();
    return Arc.all(Arc.comb(asked, "taken_o"), Arc.comb(List.of("r_valid_i"), "beat_o"), Arc.comb(List.of("lane_ready_i"), "r_ready_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public int lastLane() {
    return lanes - 1;
  }
}
