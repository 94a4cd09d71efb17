// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.array.signpe.SignPe;
import blocks.array.signpe.SignPeSpec;
import blocks.stream.skid.SkidBuffer;
import blocks.stream.skid.SkidBufferSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.BadInput;
import kakure.ExternalTool;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check notices faults planted into the Verilog, and says where. */
class BlockCheckTest {
  @TempDir Path temp;

  @Test
  void aWrongValueIsAMismatchWithCycleAndPort() throws IOException {
    new ExternalTool("verilator").require();
    var rtl = broken(new SignPe(8), "sign_i & mask_i", "mask_i");
    var result = BlockCheck.in(temp).rtl(rtl).run(new SignPeSpec(), new SignPe(8), 500, 7);
    assertThat(result.equal()).isFalse();
    assertThat(result.message()).contains("sign_pe_8: cycle ").contains("port prod_o: expected ").contains("seed 7").contains("replay.sh");
  }

  @Test
  void anEqualBlockComparesEveryValue() {
    new ExternalTool("verilator").require();
    var result = BlockCheck.in(temp).run(new SignPeSpec(), new SignPe(8), 500, 7);
    assertThat(result.message()).isEmpty();
    assertThat(result.compared()).isEqualTo(500);
    assertThat(result.cycles()).isEqualTo(500);
    assertThat(result.parameters()).containsEntry("actBits", "8");
  }

  @Test
  void aStreamThatLosesDataOrStopsOrBreaksARuleIsAMismatch() throws IOException {
    new ExternalTool("verilator").require();
    var block = (SkidBuffer) new SkidBufferSpec().corners().get(1);
    var good = BlockCheck.in(temp).run(new SkidBufferSpec(), block, 500, 7);
    assertThat(good.message()).isEmpty();
    assertThat(good.compared()).isEqualTo(500);
    var lossy = BlockCheck.in(temp).rtl(broken(block, "if (in_ready_q) skid_q <= in_data_i;", "if (in_ready_q & ~in_valid_i) skid_q <= in_data_i;")).run(new SkidBufferSpec(), block, 500, 7);
    assertThat(lossy.mismatches()).isPositive();
    assertThat(lossy.message()).contains(": stream out, transaction ").contains("port out_data_o: expected ").contains("replay.sh");
    var dead = BlockCheck.in(temp).rtl(broken(block, "out_valid_q <= in_valid_i | ~in_ready_q;", "out_valid_q <= 1'b0;")).run(new SkidBufferSpec(), block, 500, 7);
    assertThat(dead.message()).contains("stream out: expected 500 transactions, got 0");
    var wavering = BlockCheck.in(temp).rtl(broken(block, "assign out_valid_o = out_valid_q;", "assign out_valid_o = out_valid_q & in_ready_q;")).run(new SkidBufferSpec(), block, 500, 7);
    assertThat(wavering.message()).contains("rule 2");
  }

  @Test
  void aDirectoryWithoutVerilogIsRefused() {
    assertThatThrownBy(() -> BlockCheck.in(temp).rtl(temp).run(new SignPeSpec(), new SignPe(8), 1, 1)).isInstanceOf(BadInput.class).hasMessageContaining("holds no Verilog");
    assertThatThrownBy(() -> BlockCheck.in(temp).run(new SignPeSpec(), new SignPe(8), 0, 1)).isInstanceOf(BadInput.class).hasMessageContaining("nothing to check");
  }

  private Path broken(Block block, String what, String by) throws IOException {
    var dir = Files.createTempDirectory(temp, "rtl");
    for (var file : Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults()).entrySet()) {
      if (!file.getKey().endsWith(".v")) continue;
      assertThat(file.getValue()).contains(what);
      Files.writeString(dir.resolve(file.getKey()), file.getValue().replace(what, by));
    }
    return dir;
  }
}
