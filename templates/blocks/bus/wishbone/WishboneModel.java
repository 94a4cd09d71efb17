// SPDX-License-Identifier: Apache-2.0
package blocks.bus.wishbone;

import blocks.bus.Request;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link Wishbone}: a strobe is asked in its first cycle and answered in its second, if it is still there. */
final class WishboneModel implements CycleModel {
  private final Wishbone block;
  private BigInteger[] answer;
  private BigInteger data;

  WishboneModel(Wishbone block) {
    this.block = block;
  }

  @Override
  public void reset() {
    answer = null;
    data = null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    Wishbone.In<BigInteger> in = Values.record(block.in(), values);
    boolean strobe = Values.on(in.wb().cyc()) && Values.on(in.wb().stb());
    answer = strobe && answer == null ? new BigInteger[] {in.rsp().data(), in.rsp().error()} : null;
    if (answer != null) data = answer[0];
    boolean answered = answer != null && strobe, error = answered && Values.on(answer[1]);
    return Values.list(new Wishbone.Out<>(
        new Wishbone.Answered<>(Values.of(answered && !error), Values.of(error), data),
        new Request<>(Values.of(strobe && answer == null), in.wb().we(), in.wb().adr().shiftLeft(2), in.wb().dat(), in.wb().sel())));
  }
}
