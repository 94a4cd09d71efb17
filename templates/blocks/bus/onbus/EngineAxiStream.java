// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.Packet;
import blocks.bus.PerStream;
import blocks.bus.axilite.AxiLite;
import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;

/**
 * An engine with AXI4-Lite registers, an AXI4-Stream for each of its streams in and one for its answer.
 *
 * @param engine what is behind it
 * @param width bits of TDATA, a power of two, 8 to 512
 */
public record EngineAxiStream(Engine engine, int width) implements OnBus {
  /** Checks the width. */
  public EngineAxiStream {
    Layout.registers(engine, width, false);
  }

  /** Channels of AXI4-Lite; packets of bus words. */
  public record In<T>(
      AxiLite.Address<T> aw, AxiLite.Write<T> w, T bReady, AxiLite.Address<T> ar, T rReady, Packet<T> cfg, Packet<T> img, Packet<T> msk, Packet<T> rqc, T outReady) {}

  /** Channels of AXI4-Lite; whether packets are taken; the answer, an image's a packet; interrupt. */
  public record Out<T>(T awReady, T wReady, AxiLite.Done<T> b, T arReady, AxiLite.Read<T> r, T cfgReady, T imgReady, T mskReady, T rqcReady, Packet<T> out, T irq) {}

  @Override
  public Bus bus() {
    return Bus.AXI_STREAM;
  }

  @Override
  public RegisterMap map() {
    return Layout.registers(engine, width, false).map();
  }

  @Override
  public String moduleName() {
    return engine.moduleName() + "_axis" + width;
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var lite = new AxiLite().in();
    var packet = Packet.of(width);
    return new In<>(lite.aw(), lite.w(), flag, lite.ar(), flag, packet, packet, packet, packet, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var lite = new AxiLite().out();
    return new Out<>(flag, flag, lite.b(), flag, lite.r(), flag, flag, flag, flag, Packet.of(width), flag);
  }

  @Override
  public List<Stream> streams() {
    var all = new ArrayList<>(AxiLite.CHANNELS);
    for (var name : PerStream.NAMES) all.add(Stream.in(name, name + "_data_i", name + "_last_i"));
    all.add(Stream.out("out", "out_data_o", "out_last_o"));
    return all;
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var core = new CoreWiring(m, engine, width, false);
    var lite = new AxiLite().place(m, "lite", new AxiLite.In<>(in.aw(), in.w(), in.bReady(), in.ar(), in.rReady(), core.registers.rsp()));
    var wired = core.wire(lite.req(), new PerStream<>(in.cfg(), in.img(), in.msk(), in.rqc()), in.outReady());
    var ready = wired.ready();
    return new Out<>(lite.awReady(), lite.wReady(), lite.b(), lite.arReady(), lite.r(), ready.cfg(), ready.img(), ready.msk(), ready.rqc(), wired.out(), core.registers.irq());
  }
}
