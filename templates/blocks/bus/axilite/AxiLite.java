// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axilite;

import blocks.bus.EngineMap;
import blocks.bus.Request;
import blocks.bus.Response;
import java.util.List;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * AXI4-Lite to registers: a subordinate of 32 bits. Each write is answered on B, each read on R, with SLVERR where the registers answer with an error; a write goes first where both are there, but never twice
 * in a row while a read waits.
 *
 * <p>Every output is a register, or made of registers alone.
 */
public record AxiLite() implements Block {
  /** Channels from the manager, and what the registers answer. */
  public record In<T>(Address<T> aw, Write<T> w, T bReady, Address<T> ar, T rReady, Response<T> rsp) {}

  /** An address channel; protection is not looked at, so it is no port. */
  public record Address<T>(T valid, T addr) {
    /** Its ports. */
    public static Address<Type> type() {
      return new Address<>(Type.bit().control(), Type.bits(EngineMap.ADDRESS_BITS).control());
    }
  }

  /** The write channel. */
  public record Write<T>(T valid, T data, T strb) {
    /** Its ports. */
    public static Write<Type> type() {
      return new Write<>(Type.bit().control(), Type.bits(32), Type.bits(4).control());
    }
  }

  /** Channels to the manager, and what the registers are asked. */
  public record Out<T>(T awReady, T wReady, Done<T> b, T arReady, Read<T> r, Request<T> req) {}

  /** The channel that answers writes. */
  public record Done<T>(T valid, T resp) {}

  /** The channel that answers reads. */
  public record Read<T>(T valid, T data, T resp) {}

  @Override
  public String moduleName() {
    return "axi_lite";
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(Address.type(), Write.type(), flag, Address.type(), flag, Response.type());
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var resp = Type.bits(2).control();
    return new Out<>(flag, flag, new Done<>(flag, resp), flag, new Read<>(flag, Type.bits(32), resp), Request.type());
  }

  /** The five channels. */
  public static final List<Stream> CHANNELS = List.of(
      Stream.in("aw", "aw_addr_i"), Stream.in("w", "w_data_i", "w_strb_i"), Stream.out("b", "b_resp_o"), Stream.in("ar", "ar_addr_i"), Stream.out("r", "r_data_o", "r_resp_o"));

  @Override
  public List<Stream> streams() {
    return CHANNELS;
  }

  /** Places the front end and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
