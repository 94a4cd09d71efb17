// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

import static blocks.mask.codec.SupermaskCodecTest.fault;
import static blocks.mask.codec.SupermaskCodecTest.layer;
import static blocks.mask.codec.SupermaskCodecTest.oneOf;
import static blocks.mask.codec.SupermaskCodecTest.sealed;
import static blocks.mask.codec.SupermaskCodecTest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blocks.mask.codec.MaskStreamException.Fault;
import blocks.mask.codec.SupermaskCodecTest.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MaskKindTest {
  /** Layouts of arrays of groups, and of free arrays that take one-of-G masks. */
  private static List<MaskLayout> structured() {
    var all = new ArrayList<MaskLayout>();
    int[][] sizes = {{1, 1}, {4, 32}, {3, 7}, {2, 70}, {5, 33}, {1, 17}};
    for (int[] s : sizes) for (int g = 2; g <= 8; g *= 2) for (int group = 1; group <= g; group *= g) all.add(new MaskLayout(s[0] * g, s[1], 1 + (s[0] & 1), group, g));
    return all;
  }

  @Test
  void everyKindIsDecodedAsItWasEncodedAndSoByABitSerialReader() {
    var rng = new SplittableRandom(11);
    for (var layout : structured()) {
      for (int code = 0; code < 16; code++) {
        var kind = MaskKind.ofCode(code).filter(layout::supports).orElse(null);
        for (int i = 0; kind != null && i < 7; i++) {
          var free = layer(layout, i, rng);
          var layer = kind.isOneOf() ? oneOf(free.shape(), kind.group(), rng) : free;
          var what = layout + " " + kind + " " + layer.shape();
          var coded = SupermaskCodec.encode(layer, layer.shape(), layout, kind);
          var decoded = SupermaskCodec.decode(coded.beats(), layout);
          assertThat(decoded.kind()).isEqualTo(kind);
          assertThat(decoded.shape()).isEqualTo(layer.shape());
          assertThat(decoded.bits()).as(what).isEqualTo(layer.bits());
          assertThat(decoded.steps()).isEqualTo(coded.steps());
          var serial = new BitSerialSupermask(layout.lanes(), layout.outputs(), layout.symbolsPerCycle(), layout.group(), layout.oneof());
          assertThat(serial.entries(coded.beats())).as(what).isEqualTo(planes(layer, layout, kind));
          assertThat(serial.steps).isEqualTo((int) coded.steps());
        }
      }
    }
  }

  /** Entries from the definition: each turn's channels by row, then what says which channel of a group it is. */
  private static List<String> planes(Layer layer, MaskLayout layout, MaskKind kind) {
    var s = layer.shape();
    int g = layout.group(), rows = layout.lanes() / g;
    var turns = new ArrayList<int[]>();                  // first channel, distance of rows, end, which of the group
    if (kind.isOneOf()) for (int c = 0; c < s.channels(); c += layout.lanes()) turns.add(new int[] {c, g, s.channels(), 0});
    else if (kind.form() == MaskKind.Form.FREE) for (int c = 0; c < s.channels(); c += rows) turns.add(new int[] {c, 1, s.channels(), c / rows % g});
    else for (int c = 0; c < s.channels(); c++) if (c % layout.lanes() < g) turns.add(new int[] {c, g, s.channels(), c % layout.lanes()});
    var entries = new ArrayList<String>();
    for (int first = 0; first < s.outputs(); first += layout.outputs()) {
      for (int[] turn : turns) {
        for (int t = 0; t < s.taps(); t++) {
          var planes = new StringBuilder[1 + Integer.numberOfTrailingZeros(g)];
          for (int p = 0; p < planes.length; p++) planes[p] = new StringBuilder();
          for (int r = 0; r < rows; r++) {
            for (int o = first; o < first + layout.outputs(); o++) {
              int channel = turn[0] + r * turn[1], kept = turn[3];
              boolean on = o < s.outputs() && channel < turn[2] && layer.bit(o, channel, t);
              if (kind.isOneOf() && g > 1) {
                kept = 0;
                for (int i = 0; i < g; i++) if (o < s.outputs() && channel + i < turn[2] && layer.bit(o, channel + i, t)) kept = i;
                on = o < s.outputs() && channel < turn[2];
              }
              planes[0].append(on ? '1' : '0');
              for (int p = 1; p < planes.length; p++) planes[p].append(kept >> p - 1 & 1);
            }
          }
          entries.add(String.join("", planes));
        }
      }
    }
    return entries;
  }

  @Test
  void anIndexForEveryGroupAndNothingElse() {
    var shape = new MaskShape(128, 128, 9);
    for (int g = 2; g <= 8; g *= 2) {
      int bits = Integer.numberOfTrailingZeros(g);
      var layer = oneOf(shape, g, new SplittableRandom(g));
      for (int group = 1; group <= g; group *= g) {
        var coded = SupermaskCodec.encode(layer, shape, new MaskLayout(64, 32, 1, group, g), MaskKind.oneOf(g));
        assertThat(coded.beats()).hasSize(2 + (int) (shape.weights() * bits / g / 64));
        assertThat(coded.steps()).as("a row of 32 outputs a step, two if G = 2, half of one if G = 8").isEqualTo(shape.weights() / g / (g == 8 ? 16 : g == 4 ? 32 : 64));
      }
    }
  }

  @Test
  void whatIsNotOneOfGIsRefusedByItsPlace() {
    var shape = new MaskShape(3, 6, 2);
    var layer = oneOf(shape, 4, new SplittableRandom(1));
    layer.bits().set((int) shape.index(1, 4, 1));
    layer.bits().set((int) shape.index(1, 5, 1));
    var layout = new MaskLayout(8, 2, 1, 4, 4);
    assertThatThrownBy(() -> SupermaskCodec.encode(layer, shape, layout, MaskKind.oneOf(4))).hasMessage("the mask is not one of 4: output 1, channels 4..5, tap 1 keep none or several");
    layer.bits().clear((int) shape.index(1, 4, 1), (int) shape.index(1, 5, 1) + 1);
    assertThatThrownBy(() -> SupermaskCodec.encode(layer, shape, layout, MaskKind.interleaved(8))).hasMessageContaining("not understood");
    assertThatThrownBy(() -> new MaskLayout(8, 2, 1, 4, 2)).hasMessageContaining("oneof = 2 is not group = 4");
    assertThatThrownBy(() -> new MaskLayout(6, 2, 1, 4, 4)).hasMessage("group = 4 does not divide lanes = 6");
    assertThatThrownBy(() -> new MaskLayout(6, 2, 1, 1, 3)).hasMessage("oneof = 3 is not 1, 2, 4 or 8");
    assertThatThrownBy(() -> MaskKind.oneOf(3)).hasMessage("mask one_of: G = 3 is not 2, 4 or 8");
    for (int code = 0; code < 16; code++) {
      int c = code;
      MaskKind.ofCode(code).ifPresent(kind -> assertThat(kind.code()).isEqualTo(c));
    }
  }

  @Test
  void everyFaultOfIndicesHasItsName() {
    var layout = new MaskLayout(8, 7, 1, 4, 4);
    var shape = new MaskShape(9, 6, 3);                  // 108 bits, 20 of padding
    var layer = oneOf(shape, 4, new SplittableRandom(4));
    long[] good = SupermaskCodec.encode(layer, shape, layout, MaskKind.oneOf(4)).beats();
    assertThat(good).hasSize(4);
    assertThat(fault(sealed(with(good, 1, good[1] ^ 3L << 48)), layout)).as("one of 2").isEqualTo(Fault.KIND);
    assertThat(fault(good, new MaskLayout(8, 7, 1))).isEqualTo(Fault.KIND);
    assertThat(fault(sealed(with(good, 2, good[2] | 1L << 15)), layout)).as("the second group has two channels").isEqualTo(Fault.INDEX);
    assertThat(fault(sealed(with(good, 3, good[3] | 1L << 63)), layout)).as("padding").isEqualTo(Fault.OVERLONG);
    assertThat(fault(sealed(Arrays.copyOf(good, 3)), layout)).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(sealed(Arrays.copyOf(good, 5)), layout)).isEqualTo(Fault.OVERLONG);
    assertThat(fault(Arrays.copyOf(good, 2), layout)).isEqualTo(Fault.TRUNCATED);
    assertThat(fault(sealed(with(good, 1, 0x0102_ffff_ffff_ffffL)), layout)).as("huge extents allocate nothing").isEqualTo(Fault.TRUNCATED);
  }
}
