// SPDX-License-Identifier: Apache-2.0
package blocks.stream.skid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.stream.Beat;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import org.junit.jupiter.api.Test;

/** A stream of any bundle behind a register: one word inside, the same bundle again behind it. */
class PassedStreamTest {
  private record Tagged<T>(T tag, T valid, T delta) {}

  private record Bare<T>(T data) {}

  private final Module m = Module.of("top");
  private final Sig valid = m.input("valid", Type.bit().control());
  private final Sig ready = m.input("out_ready", Type.bit().control());

  @Test
  void severalFieldsTravelAsOneWordAndKeepTheirTypes() {
    var tag = m.input("tag", Type.bits(3).control());
    var delta = m.input("delta", Type.signed(5));
    var passed = SkidBuffer.place(m, "req", new Tagged<>(tag, valid, delta), ready);
    m.output("ready", passed.ready());
    m.output("valid", passed.beat().valid());
    m.output("tag", passed.beat().tag());
    m.output("delta", passed.beat().delta());
    assertThat(passed.beat().tag().type()).isEqualTo(Type.bits(3).control());
    assertThat(passed.beat().delta().type()).isEqualTo(Type.signed(5));
    assertThat(verilog()).contains(
        "wire [7:0] req_beat = {tag_i, delta_i};", "skid_buffer_8 u_req_reg (", ".in_valid_i(valid_i)", ".in_data_i(req_beat)", "wire [2:0] req_tag = req_reg_out_data[7:5];",
        "wire signed [4:0] req_delta = req_reg_out_data[4:0];");
  }

  @Test
  void oneFieldTravelsAsItIs() {
    var passed = SkidBuffer.place(m, "img", new Beat<>(valid, m.input("data", Type.bits(9))), ready);
    m.output("ready", passed.ready());
    m.output("valid", passed.beat().valid());
    m.output("data", passed.beat().data());
    assertThat(passed.beat().data().name()).isEqualTo("img_reg_out_data");
    assertThat(verilog()).contains(".in_data_i(data_i)").doesNotContain("img_beat");
  }

  @Test
  void whatIsNoStreamIsRefused() {
    assertThatThrownBy(() -> SkidBuffer.place(m, "img", new Bare<>(ready), ready)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("img is no stream: it has no valid, or nothing that is valid then");
  }

  private String verilog() {
    return Emitter.emit(Netlist.elaborate(m), EmitOptions.defaults()).get("top.v");
  }
}
