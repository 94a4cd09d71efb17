// SPDX-License-Identifier: Apache-2.0
package blocks;

import blocks.array.accumulator.AccumulatorSpec;
import blocks.array.adder.AdderTreeSpec;
import blocks.array.array.PackedArraySpec;
import blocks.array.array.PlainArraySpec;
import blocks.array.pick.PickDecodeSpec;
import blocks.array.pick.PickPeSpec;
import blocks.array.signpe.SignPeSpec;
import blocks.array.weightselect.WeightSelectSpec;
import blocks.array.xorpe.XorPeSpec;
import blocks.board.serialloader.SerialLoaderSpec;
import blocks.bus.axilite.AxiLiteSpec;
import blocks.bus.axireader.AxiReaderSpec;
import blocks.bus.axishare.AxiShareSpec;
import blocks.bus.axiwriter.AxiWriterSpec;
import blocks.bus.descriptors.DescriptorsSpec;
import blocks.bus.guard.StreamGuardSpec;
import blocks.bus.registers.BusRegistersSpec;
import blocks.bus.spi.SpiPortSpec;
import blocks.bus.wishbone.WishboneSpec;
import blocks.cell.clockgate.ClockGateSpec;
import blocks.cim.bitlinecontroller.BitlineControllerSpec;
import blocks.cim.channelgate.ChannelGateSpec;
import blocks.cim.cimaccumulator.CimAccumulatorSpec;
import blocks.cim.cimcounters.CimCountersSpec;
import blocks.cim.cimmacro.CimMacroSpec;
import blocks.cim.cimtile.CimTileSpec;
import blocks.engine.drain.DrainControllerSpec;
import blocks.engine.engine.EngineSpec;
import blocks.engine.fetch.ActFetchSpec;
import blocks.engine.maxpool.MaxPoolSpec;
import blocks.engine.requantise.RequantiserSpec;
import blocks.engine.scales.ScaleBufferSpec;
import blocks.engine.sequencer.LayerSequencerSpec;
import blocks.engine.writeback.WriteBackSpec;
import blocks.floating.dotproduct.DotProductSpec;
import blocks.floating.exactmultiplier.ExactMultiplierSpec;
import blocks.floating.exactsum.ExactSumSpec;
import blocks.floating.fpadder.FpAdderSpec;
import blocks.floating.lammac.LamMacSpec;
import blocks.floating.lammultiplier.LamMultiplierSpec;
import blocks.floating.matrixengine.MatrixEngineSpec;
import blocks.floating.perceptron.PerceptronSpec;
import blocks.mask.maskstream.MaskStreamDecoderSpec;
import blocks.mask.masktile.MaskTileSpec;
import blocks.mask.plain.PlainMasksSpec;
import blocks.mask.supermask.SupermaskDecoderSpec;
import blocks.memory.actmem.ActMemorySpec;
import blocks.memory.ram.RamSpec;
import blocks.sign.signs.SignLanesSpec;
import blocks.sign.xorshift.XorshiftBankSpec;
import blocks.stream.fifo.StreamFifoSpec;
import blocks.stream.kept.KeptStreamSpec;
import blocks.stream.select.SelectRegisterSpec;
import blocks.stream.skid.SkidBufferSpec;
import blocks.stream.width.WidthConverterSpec;
import java.util.List;
import kakure.spec.BlockSpec;

/** The block library: all that the contract test, {@code kakure blocks} and {@code kakure check} know. */
public final class Blocks {
  private Blocks() {}

  /** Every block's specification, sorted by class name, one per line. */
  public static List<BlockSpec<?>> all() {
    return List.of(
        new AccumulatorSpec(),
        new ActFetchSpec(),
        new ActMemorySpec(),
        new AdderTreeSpec(),
        new AxiLiteSpec(),
        new AxiReaderSpec(),
        new AxiShareSpec(),
        new AxiWriterSpec(),
        new BitlineControllerSpec(),
        new BusRegistersSpec(),
        new ChannelGateSpec(),
        new CimAccumulatorSpec(),
        new CimCountersSpec(),
        new CimMacroSpec(),
        new CimTileSpec(),
        new ClockGateSpec(),
        new DescriptorsSpec(),
        new DotProductSpec(),
        new DrainControllerSpec(),
        new EngineSpec(),
        new ExactMultiplierSpec(),
        new ExactSumSpec(),
        new FpAdderSpec(),
        new KeptStreamSpec(),
        new LamMacSpec(),
        new LamMultiplierSpec(),
        new LayerSequencerSpec(),
        new MaskStreamDecoderSpec(),
        new MaskTileSpec(),
        new MatrixEngineSpec(),
        new MaxPoolSpec(),
        new PackedArraySpec(),
        new PerceptronSpec(),
        new PickDecodeSpec(),
        new PickPeSpec(),
        new PlainArraySpec(),
        new PlainMasksSpec(),
        new RamSpec(),
        new RequantiserSpec(),
        new ScaleBufferSpec(),
        new SelectRegisterSpec(),
        new SerialLoaderSpec(),
        new SignLanesSpec(),
        new SignPeSpec(),
        new SkidBufferSpec(),
        new SpiPortSpec(),
        new StreamFifoSpec(),
        new StreamGuardSpec(),
        new SupermaskDecoderSpec(),
        new WeightSelectSpec(),
        new WidthConverterSpec(),
        new WishboneSpec(),
        new WriteBackSpec(),
        new XorPeSpec(),
        new XorshiftBankSpec()
    );
  }
}
