// SPDX-License-Identifier: Apache-2.0
package blocks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library's blocks refuse, and in which words. */
class RefusalTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "ram | width=0 | width = 0 is outside 1 .. 65536",
    "ram | width=10,lanes=4 | lanes = 4 does not divide width = 10",
    "ram | width=1024,depth=1048576 | width * depth = 1073741824 is above 2^28 bits",
    "fifo | depth=0 | depth = 0 is outside 1 .. 65536",
    "fifo | width=65536,depth=1000 | width * depth = 65536000 is above 2^20 bits: use a Ram",
    "width | inWidth=6,outWidth=4 | outWidth = 4 is neither a multiple nor a divisor of inWidth = 6",
    "width | inWidth=1,outWidth=257 | inWidth = 1 and outWidth = 257 differ by more than 256 times",
    "xorshift | lanes=0 | lanes = 0 is outside 1 .. 64",
    "xorshift | generator=xorshift32:1;2;3 | generator = xorshift32:1,2,3 has not the full period 2^32 - 1: choose other shifts, or xorshift32",
    "xorshift | generator=xorshift128:1;2;129 | generator = \"xorshift128:1,2,129\": shift = 129 is outside 1 .. 127",
    "accumulator | inWidth=9,width=8 | inWidth = 9 is outside 1 .. width = 8",
    "adder | inputs=0 | inputs = 0 is outside 1 .. 1024",
    "engine | rows=-4 | rows = -4 is outside 4 .. 65536",
    "engine | rows=5 | rows = 5 is odd",
    "engine | maskDepth=0 | maskDepth = 0 is outside 1 .. 32768",
    "engine | symbols=3 | symbols = 3 is outside 1 .. 2",
    "engine | tci=256,tco=128 | tci * tco = 32768 is outside 1 .. 16384",
    "engine | group=2,oneof=4 | oneof = 4 is not group = 2",
    "plainarray | tco=6,drain=4 | drain = 4 does not divide tco = 6",
  })
  void saysWhatAndWhy(String block, String settings, String message) {
    var parameters = new TreeMap<String, String>();
    for (var setting : settings.split(",")) parameters.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1).replace(';', ','));
    var spec = Blocks.all().stream().filter(s -> s.name().equals(block)).findFirst().orElseThrow();
    assertThatThrownBy(() -> spec.parse(Map.copyOf(parameters))).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
