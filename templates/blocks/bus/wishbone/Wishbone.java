// SPDX-License-Identifier: Apache-2.0
package blocks.bus.wishbone;

import blocks.bus.EngineMap;
import blocks.bus.Request;
import blocks.bus.Response;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * Wishbone B4, classic cycles, to registers: 32 bits, granularity of a byte. Each strobe is answered by ack, or by err where the registers answer with an error, in the next cycle.
 */
public record Wishbone() implements Block {
  /** The master's side, and what the registers answer. */
  public record In<T>(Asked<T> wb, Response<T> rsp) {}

  /** What a master asks: {@code adr} is that of a word, byte address divided by 4. */
  public record Asked<T>(T cyc, T stb, T we, T adr, T dat, T sel) {
    /** Its ports. */
    public static Asked<Type> type() {
      var flag = Type.bit().control();
      return new Asked<>(flag, flag, flag, Type.bits(EngineMap.ADDRESS_BITS - 2).control(), Type.bits(32), Type.bits(4).control());
    }
  }

  /** What a master is answered, and what the registers are asked. */
  public record Out<T>(Answered<T> wb, Request<T> req) {}

  /** What a master is answered. */
  public record Answered<T>(T ack, T err, T dat) {}

  @Override
  public String moduleName() {
    return "wishbone";
  }

  @Override
  public In<Type> in() {
    return new In<>(Asked.type(), Response.type());
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(new Answered<>(flag, flag, Type.bits(32)), Request.type());
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("wb_cyc_i", "wb_stb_i"), "wb_ack_o"), Arc.comb(List.of("wb_cyc_i", "wb_stb_i"), "wb_err_o"), Arc.comb(List.of("wb_cyc_i", "wb_stb_i"), "req_valid_o"),
        Arc.comb(List.of("wb_we_i"), "req_write_o"), Arc.comb(List.of("wb_adr_i"), "req_addr_o"), Arc.comb(List.of("wb_dat_i"), "req_data_o"), Arc.comb(List.of("wb_sel_i"), "req_strb_o"));
  }

  /** Places the front end and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
