// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kakure.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What readers of Verilog say of a design, and what of it is no complaint. */
class LintTest {
  @TempDir
  private Path folder;

  private Lint read(Lint.Reader reader, String text) throws Exception {
    new ExternalTool(reader == Lint.Reader.ICARUS ? "iverilog" : reader.name().toLowerCase(java.util.Locale.ROOT)).require();
    Files.writeString(folder.resolve("m.v"), text);
    return Lint.of(reader, folder, "m", List.of("m.v"), 60);
  }

  @ParameterizedTest
  @EnumSource
  void aCleanDesignIsCleanByWhateverVersion(Lint.Reader reader) throws Exception {
    var lint = read(reader, "module m (\n  input  wire a_i,\n  output wire y_o\n);\n  assign y_o = ~a_i;\nendmodule\n");
    assertThat(lint.said()).isEmpty();
    assertThat(lint.state()).isEqualTo(Lint.State.CLEAN);
  }

  @ParameterizedTest
  @EnumSource
  void aWrongOneIsNot(Lint.Reader reader) throws Exception {
    var lint = read(reader, "module m (\n  input  wire a_i,\n  output wire y_o\n);\n  assign y_o = ~b;\n  box u_box (.a(a_i));\nendmodule\n");
    assertThat(lint.state()).isEqualTo(Lint.State.COMPLAINS);
    assertThat(lint.said()).isNotEmpty();
  }

  @Test
  void reportsAreNoComplaints() {
    assertThat(Lint.complaints("""
        - V e r i l a t i o n   R e p o r t: Verilator 5.032 2025-01-01 rev (Debian 5.032-1+b2)
        - Verilator: Built from 0.029 MB sources in 3 modules, into 0.008 MB in 4 C++ files needing 0.000 MB
        - Verilator: Walltime 0.030 s (elab=0.000, cvt=0.001, bld=0.000); cpu 0.006 s on 1 threads; alloced 9.121 MB

        Warning: Replacing memory \\y_q with list of registers. See act_fetch_4x4.v:95
        %Warning-UNUSEDSIGNAL: m.v:2:15: Signal is not used: 'a'
        """)).containsExactly("%Warning-UNUSEDSIGNAL: m.v:2:15: Signal is not used: 'a'");
  }
}
