// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.engine.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.contract.Judged;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import kakure.kernel.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines on every bus elaborate, and Verilator, Icarus and Yosys take them, with either kind of reset. */
class OnBusTest {
  /** Nothing a power of two. */
  private static final Engine ODD = new Engine(3, 5, 7, 1, 40, 20, 20, 32, 1, 1, 1);
  private static final Engine SMALL = new Engine(4, 2, 4, 2, 64, 16, 16, 32, 1, 1, 1);

  @TempDir Path temp;

  static List<OnBus> all() {
    var all = new ArrayList<OnBus>();
    for (var engine : List.of(ODD, SMALL)) {
      for (int width : List.of(8, 32, 64, 512)) all.add(new EngineAxiStream(engine, width));
      for (int width : List.of(32, 512)) all.add(new EngineAxi(engine, width, EngineAxi.USUAL_BURST));
      all.add(new EngineAxi(engine, 128, 2));
      all.add(new EngineWishbone(engine));
      all.add(new EngineSpi(engine));
    }
    return all;
  }

  @Test
  void linted() throws Exception {
    for (boolean asynchronous : List.of(false, true)) {
      var designs = new LinkedHashMap<Netlist, Map<String, String>>();
      for (var top : asynchronous ? List.of(new EngineAxiStream(SMALL, 32), new EngineAxi(SMALL, 32, EngineAxi.USUAL_BURST), new EngineWishbone(SMALL), new EngineSpi(SMALL)) : all()) { // sensitivity lists alone differ
        var netlist = Netlist.elaborate(top);
        designs.put(netlist, Emitter.emit(netlist, new EmitOptions(asynchronous, Map.of())));
      }
      Judged.judge(java.nio.file.Files.createTempDirectory(temp, "lint"), designs);
    }
  }

  @Test
  void fewPins() {
    assertThat(Port.of(new EngineSpi(SMALL)).stream().mapToInt(p -> p.type().width()).sum()).isEqualTo(7).isLessThanOrEqualTo(24);
  }

  @Test
  void widthsThatAreNone() {
    assertThatThrownBy(() -> new EngineAxiStream(SMALL, 48)).hasMessageContaining("width = 48 is no power of two");
    assertThatThrownBy(() -> new EngineAxiStream(SMALL, 4)).hasMessageContaining("width = 4");
    assertThatThrownBy(() -> new EngineAxi(SMALL, 16, 16)).hasMessageContaining("width = 16 is outside 32 .. 512");
    assertThatThrownBy(() -> new EngineAxi(SMALL, 32, 512)).hasMessageContaining("burst = 512");
    assertThatThrownBy(() -> new EngineAxi(SMALL, 32, 12)).hasMessageContaining("burst = 12 is no power of two");
    assertThatThrownBy(() -> new EngineAxi(SMALL, 512, 128)).hasMessageContaining("longer than 4096 bytes");
    assertThatThrownBy(() -> new EngineAxiStream(new Engine(64, 64, 64, 64, 64, 16, 16, 32, 1, 1, 1), 8)).hasMessageContaining("img = 4096");
  }
}
