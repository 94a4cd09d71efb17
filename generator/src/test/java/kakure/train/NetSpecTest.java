// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kakure.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetSpecTest {
  @Test
  void readsEveryForm() {
    assertThat(NetSpec.parse("c32,p,c64s2,k5c8,k7c16s2,f10").layers())
        .isEqualTo(List.of(new NetSpec.Item(32, 3, 1, true), new NetSpec.Item(64, 3, 2, false), new NetSpec.Item(8, 5, 1, false), new NetSpec.Item(16, 7, 2, false), new NetSpec.Item(10, 0, 1, false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c32,c32,p,c64,c64,p,f10", "f10", "k1c4096s8,p,f4096", "k5c8s2,c8,p,f2", "tc8,p,f2", "tk5c8s2g4,c8,f2"})
  void printsWhatItReads(String text) {
    assertThat(NetSpec.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c32,,f10 | position 5, \"\": expected cN, cNsS, kKcN, tcN, rN, bN, p or fN",
        "p,f10 | position 1, \"p\": pooling must follow a convolution",
        "c8,p,p,f10 | position 6, \"p\": the hardware pools once behind a convolution",
        "c8,f10,c8 | position 8, \"c8\": nothing may follow the fully connected layer",
        "c8,f10,p | position 8, \"p\": nothing may follow",
        "c8,p | at its end: the last layer must be fully connected",
        "c0,f10 | position 1, \"c0\": channels must be a number from 1 to 4096",
        "c4097,f10 | channels must be a number from 1 to 4096",
        "c99999999999999999999,f10 | channels must be a number from 1 to 4096",
        "c8s9,f10 | stride must be a number from 1 to 8",
        "c8s,f10 | stride must be a number from 1 to 8",
        "k16c8,f10 | kernel must be a number from 1 to 15",
        "k3,f10 | expected cN",
        "c8,tc8,f10 | position 4, \"tc8\": only the first layer's taps can be channels",
        "tf10 | position 1, \"tf10\": expected cN",
        "c8x,f10 | position 1, \"c8x\": unexpected \"x\"",
        "C8,f10 | expected cN",
        "c8, f10 | position 4, \" f10\": expected cN",
        "c8g3,f10 | position 1, \"c8g3\": one of 3 is no kind of mask",
        "c8g16,f10 | one of so many must be a number from 1 to 8",
        "c8g4s2,f10 | unexpected \"s2\"",
        "f | outputs must be a number from 1 to 4096",
        "c-1,f10 | channels must be a number"
      })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> NetSpec.parse(text)).isInstanceOf(BadInput.class).hasMessageStartingWith("network \"" + text + "\", ").hasMessageContaining(message);
  }

  @Test
  void masksOfALayersOwn() {
    String text = "c8g1,p,k5c6s2g4,b16s2g2,f10g8";
    assertThat(NetSpec.parse(text)).hasToString(text);
    assertThat(NetSpec.parse(text).layers()).extracting(i -> i.mask(MaskKind.ONE_OF_8)).containsExactly(MaskKind.FREE, MaskKind.ONE_OF_4, MaskKind.ONE_OF_2, MaskKind.ONE_OF_8);
    assertThat(NetSpec.parse("c8,f10").layers().get(0).mask(MaskKind.ONE_OF_4)).isEqualTo(MaskKind.ONE_OF_4);
  }

  @Test
  void boundsDepthAndMessage() {
    assertThatThrownBy(() -> NetSpec.parse("c1,".repeat(65) + "f10")).isInstanceOf(BadInput.class).hasMessageContaining("more than 64 weighted layers").hasMessageContaining("position 193");
    assertThatThrownBy(() -> NetSpec.parse("x".repeat(100_000))).isInstanceOf(BadInput.class).satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    assertThatThrownBy(() -> NetSpec.parse("")).isInstanceOf(BadInput.class);
  }
}
