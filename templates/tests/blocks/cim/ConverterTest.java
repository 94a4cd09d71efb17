// SPDX-License-Identifier: Apache-2.0
package blocks.cim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import kakure.golden.SignGenerator;
import org.junit.jupiter.api.Test;

/** The converter against a table that another model wrote: full scale, bits, amplitude, word, z, ones, code, what is read; one xorshift32 sequence from seed 1 through all of it. */
class ConverterTest {
  @Test
  void codesOfTheTable() throws IOException {
    int word = 1;
    for (var line : lines()) {
      var f = line.split(",");
      word = SignGenerator.step(word);
      assertThat(word).as(line).isEqualTo(Integer.parseUnsignedInt(f[3], 16));
      assertThat(Integer.bitCount(word) - 16).as(line).isEqualTo(Integer.parseInt(f[4]));
      var converter = new CimConverter(Integer.parseInt(f[1]), Integer.parseInt(f[0]), Integer.parseInt(f[2]));
      int code = converter.code(Integer.parseInt(f[5]), word);
      assertThat(code).as(line).isEqualTo(Integer.parseInt(f[6]));
      assertThat(converter.read(code)).as(line).isEqualTo(Integer.parseInt(f[7]));
    }
  }

  private static List<String> lines() throws IOException {
    try (var in = ConverterTest.class.getResourceAsStream("/cim/adc.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().skip(1).toList();
    }
  }
}
