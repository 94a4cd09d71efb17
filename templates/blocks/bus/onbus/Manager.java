// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.Axi4;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/** The ports of an AXI4 manager, all of its signals that a subordinate may want; one burst of each direction is under way at a time, so there are no identifiers. */
final class Manager {
  private static final int INCR = 1, NORMAL_BUFFERABLE = 3;

  /** Its streams: what changes from transaction to transaction. */
  static final List<Stream> CHANNELS = List.of(
      Stream.out("m_aw", "m_aw_addr_o", "m_aw_len_o"), Stream.out("m_w", "m_w_data_o", "m_w_strb_o", "m_w_last_o"), Stream.in("m_b", "m_b_resp_i"), Stream.out("m_ar", "m_ar_addr_o", "m_ar_len_o"),
      Stream.in("m_r", "m_r_data_i", "m_r_resp_i", "m_r_last_i"));

  private Manager() {}

  /** What memory says. */
  record In<T>(T awReady, T wReady, Axi4.Done<T> b, T arReady, Read<T> r) {
    static In<Type> of(int width) {
      var flag = Type.bit().control();
      return new In<>(flag, flag, Axi4.Done.type(), flag, new Read<>(flag, Type.bits(width), Type.bits(2).control(), flag));
    }
  }

  /** R with its last mark. */
  record Read<T>(T valid, T data, T resp, T last) {}

  /** What memory is asked. */
  record Out<T>(Address<T> aw, Axi4.Write<T> w, T bReady, Address<T> ar, T rReady) {
    static Out<Type> of(int width) {
      var flag = Type.bit().control();
      return new Out<>(Address.type(), Axi4.Write.of(width), flag, Address.type(), flag);
    }
  }

  /** AR or AW: size, burst, cache and prot are what they always are. */
  record Address<T>(T valid, T addr, T len, T size, T burst, T cache, T prot) {
    static Address<Type> type() {
      var a = Axi4.Address.type();
      return new Address<>(a.valid(), a.addr(), a.len(), Type.bits(3).control(), Type.bits(2).control(), Type.bits(4).control(), Type.bits(3).control());
    }

    /** Beats of the whole width, INCR; normal memory, bufferable; data, secure, not privileged. */
    static Address<Sig> of(Module m, String name, Axi4.Address<Sig> a, int width) {
      return new Address<>(a.valid(), a.addr(), a.len(), constant(m, name + "_size", Ranges.bits(width / 8 - 1), 3), constant(m, name + "_burst", INCR, 2), constant(m, name + "_cache", NORMAL_BUFFERABLE, 4), constant(m, name + "_prot", 0, 3));
    }

    private static Sig constant(Module m, String name, int value, int bits) {
      return m.wire(name, Expr.control(Expr.constant(value, bits)));
    }
  }
}
