// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.engine.engine.Engine;
import blocks.engine.engine.KeepWord;
import blocks.engine.fetch.Tap;
import blocks.engine.requantise.Scale;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.StatusWord;
import blocks.mask.codec.MaskHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import kakure.Snapshot;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.registers.PortTable;
import kakure.target.Transactions;
import org.junit.jupiter.api.Test;
import targets.engine.EngineError;

/** The tables of docs/host.md are what ports, words and error codes say of themselves; {@code -Dupdate.golden=true} rewrites them. */
class HostPageTest {
  private static final Path PAGE = Path.of("../docs/host.md");

  @Test
  void saysWhatTheHardwareIsMadeOf() throws IOException {
    var engine = Engine.of(4, 4, 8); // of the page's own command
    var page = Files.readString(PAGE);
    var renewed = Sections.renew(page, "ports", "Ports of `" + engine.moduleName() + "`, which the command above makes:\n\n" + PortTable.of(Port.of(engine)));
    renewed = WordTable.renew(renewed, List.of(ConfigWord.WORD, KeepWord.WORD, LayerField.WORD, Tap.WORD, MaskHeader.START_WORD, MaskHeader.LAYER_WORD, Scale.WORD, StatusWord.WORD));
    renewed = Sections.renew(Sections.renew(renewed, "layouts", layouts(engine)), "errors", errors());
    if (Snapshot.updating()) Files.writeString(PAGE, renewed);
    assertThat(Files.readString(PAGE)).as("docs/host.md; scripts/update-golden.sh rewrites its tables").isEqualTo(renewed);
  }

  private static String layouts(Block engine) {
    var out = new StringBuilder("| stream | bytes of a word | byte: port |\n| --- | --- | --- |\n");
    for (var s : engine.streams()) {
      var layout = Transactions.of(engine, s.name());
      var ports = new StringBuilder();
      for (int i = 0; i < layout.ports().size(); i++) ports.append(i == 0 ? "" : ", ").append(layout.offset(i)).append(": `").append(layout.ports().get(i).name()).append("`");
      out.append("| `").append(s.name()).append("`, ").append(s.dir().name().toLowerCase(Locale.ROOT)).append(" | ").append(layout.bytes()).append(" | ").append(ports).append(" |\n");
    }
    return out.toString();
  }

  private static String errors() {
    var out = new StringBuilder("| code | means |\n| --- | --- |\n");
    for (int code = 1; code < 1 << StatusWord.ERROR.width(); code++) {
      if (!EngineError.text(code).equals("unknown")) out.append("| ").append(code).append(" | ").append(EngineError.text(code)).append(" |\n");
    }
    return out.toString();
  }
}
