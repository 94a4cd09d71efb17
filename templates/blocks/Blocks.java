// SPDX-License-Identifier: Apache-2.0
package blocks;

import blocks.accumulator.AccumulatorSpec;
import blocks.adder.AdderTreeSpec;
import blocks.array.PlainArraySpec;
import blocks.fifo.StreamFifoSpec;
import blocks.maxpool.MaxPoolSpec;
import blocks.ram.RamSpec;
import blocks.select.SelectRegisterSpec;
import blocks.signpe.SignPeSpec;
import blocks.skid.SkidBufferSpec;
import blocks.supermask.SupermaskDecoderSpec;
import blocks.width.WidthConverterSpec;
import blocks.xorpe.XorPeSpec;
import blocks.xorshift.XorshiftBankSpec;
import java.util.List;
import kakure.kernel.BlockSpec;

/** The block library: all that the contract test, {@code kakure blocks} and {@code kakure check} know. */
public final class Blocks {
  private Blocks() {}

  /** Every block's specification, sorted by class name, one per line. */
  public static List<BlockSpec> all() {
    return List.of(
        new AccumulatorSpec(),
        new AdderTreeSpec(),
        new MaxPoolSpec(),
        new PlainArraySpec(),
        new RamSpec(),
        new SelectRegisterSpec(),
        new SignPeSpec(),
        new SkidBufferSpec(),
        new StreamFifoSpec(),
        new SupermaskDecoderSpec(),
        new WidthConverterSpec(),
        new XorPeSpec(),
        new XorshiftBankSpec()
    );
  }
}
