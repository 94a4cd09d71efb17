// SPDX-License-Identifier: Apache-2.0
package blocks;

import blocks.accumulator.AccumulatorSpec;
import blocks.actmem.ActMemorySpec;
import blocks.adder.AdderTreeSpec;
import blocks.array.PackedArraySpec;
import blocks.array.PlainArraySpec;
import blocks.drain.DrainControllerSpec;
import blocks.engine.EngineSpec;
import blocks.fetch.ActFetchSpec;
import blocks.fifo.StreamFifoSpec;
import blocks.maskstream.MaskStreamDecoderSpec;
import blocks.masktile.MaskTileSpec;
import blocks.maxpool.MaxPoolSpec;
import blocks.pick.PickDecodeSpec;
import blocks.pick.PickPeSpec;
import blocks.ram.RamSpec;
import blocks.requantise.RequantiserSpec;
import blocks.scales.ScaleBufferSpec;
import blocks.select.SelectRegisterSpec;
import blocks.sequencer.LayerSequencerSpec;
import blocks.signpe.SignPeSpec;
import blocks.signs.SignLanesSpec;
import blocks.skid.SkidBufferSpec;
import blocks.supermask.SupermaskDecoderSpec;
import blocks.width.WidthConverterSpec;
import blocks.writeback.WriteBackSpec;
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
        new ActFetchSpec(),
        new ActMemorySpec(),
        new AdderTreeSpec(),
        new DrainControllerSpec(),
        new EngineSpec(),
        new LayerSequencerSpec(),
        new MaskStreamDecoderSpec(),
        new MaskTileSpec(),
        new MaxPoolSpec(),
        new PackedArraySpec(),
        new PickDecodeSpec(),
        new PickPeSpec(),
        new PlainArraySpec(),
        new RamSpec(),
        new RequantiserSpec(),
        new ScaleBufferSpec(),
        new SelectRegisterSpec(),
        new SignLanesSpec(),
        new SignPeSpec(),
        new SkidBufferSpec(),
        new StreamFifoSpec(),
        new SupermaskDecoderSpec(),
        new WidthConverterSpec(),
        new WriteBackSpec(),
        new XorPeSpec(),
        new XorshiftBankSpec()
    );
  }
}
