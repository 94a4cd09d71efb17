// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import org.junit.jupiter.api.Test;

class WordTest {
  private static final Word.Builder OF = new Word.Builder("sample");
  private static final Word.Field FLAG = OF.unsigned("flag", 1, "a flag");
  private static final Word.Field DELTA = OF.signed("delta", 7, "a difference");
  private static final Word.Field COUNT = OF.at(64).unsigned("count", 32, "a number");
  private static final Word.Field WIDE = OF.at(128).signed("wide", 64, "a long");
  private static final Word WORD = OF.build();

  @Test
  void fieldsLieOneAfterTheOtherOrWhereTheyAreSaidTo() {
    assertThat(WORD.fields()).containsExactly(FLAG, DELTA, COUNT, WIDE);
    assertThat(List.of(DELTA.lsb(), DELTA.msb(), DELTA.part(), COUNT.lsb(), COUNT.part(), COUNT.partLsb())).containsExactly(1, 7, 0, 64, 1, 0);
    assertThat(List.of(WORD.width(), WORD.parts(), WORD.spareParts())).containsExactly(192, 3, 0);
    assertThat(WORD.field("count")).isSameAs(COUNT);
  }

  @Test
  void whatIsPutComesBackWithItsSign() {
    var rng = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      var word = WORD.zeros();
      long flag = rng.nextInt(2), delta = rng.nextInt(-64, 64), count = rng.nextLong(1L << 32), wide = rng.nextLong();
      FLAG.put(word, flag);
      DELTA.put(word, delta);
      COUNT.put(word, count);
      WIDE.put(word, wide);
      assertThat(List.of(FLAG.in(word), DELTA.in(word), COUNT.in(word), WIDE.in(word))).containsExactly(flag, delta, count, wide);
      var number = Word.number(word);
      assertThat(List.of(FLAG.in(number), DELTA.in(number), COUNT.in(number), WIDE.in(number)))
          .containsExactly(BigInteger.valueOf(flag), BigInteger.valueOf(delta), BigInteger.valueOf(count), BigInteger.valueOf(wide));
    }
  }

  @Test
  void aValueOutOfRangeIsRefusedByItsFieldsName() {
    assertThat(DELTA.holds(-64) && DELTA.holds(63) && !DELTA.holds(-65) && !DELTA.holds(64) && !FLAG.holds(-1)).isTrue();
    assertThatThrownBy(() -> DELTA.put(64)).isInstanceOf(IllegalArgumentException.class).hasMessage("delta = 64 is outside -64 .. 63, the 7 bits of its field");
    assertThatThrownBy(() -> COUNT.put(WORD.zeros(), 1L << 32)).isInstanceOf(IllegalArgumentException.class).hasMessage("count = 4294967296 is outside 0 .. 4294967295, the 32 bits of its field");
  }

  @Test
  void fieldsThatOverlapOrStraddleAreRefused() {
    assertThatThrownBy(() -> new Word("w", 8, List.of(field("a", 0, 5), field("b", 4, 2)))).hasMessage("b of w begins at bit 4, the field before it ends at 4");
    assertThatThrownBy(() -> new Word("w", 80, List.of(field("a", 60, 8)))).hasMessage("a of w has bits 67:60, which are not within 64");
    assertThatThrownBy(() -> new Word("w", 8, List.of(field("a", 4, 8)))).hasMessage("the fields of w take 12 bits of 8");
    assertThatThrownBy(() -> new Word("w", 8, List.of(field("a", 0, 2), field("a", 2, 2)))).hasMessage("two fields of w have one name");
  }

  private record Pair<T>(T count, T delta) {}

  @Test
  void fieldsInAWireAreABundleByTheirNames() {
    var m = Module.of("top");
    var word = m.input("word", Type.bits(192));
    Pair<Sig> pair = m.wires("pair", WORD.in(word, new Pair<>(Type.bits(32).control(), Type.signed(7))));
    assertThat(List.of(pair.count().name(), pair.delta().name())).containsExactly("pair_count", "pair_delta");
    assertThat(List.of(pair.count().type(), pair.delta().type())).containsExactly(Type.bits(32).control(), Type.signed(7));
    m.output("count", pair.count());
    m.output("delta", pair.delta());
    assertThat(verilog(m)).contains("wire [31:0] pair_count = word_i[95:64];", "wire signed [6:0] pair_delta = word_i[7:1];");
    assertThatThrownBy(() -> WORD.in(word, new Lost<>(Type.bit()))).hasMessage("no field lost in sample");
  }

  private record Lost<T>(T lost) {}

  @Test
  void aShorterWordTakesTheLowBitsOfEachField() {
    var m = Module.of("top");
    var kept = new Word.Builder("kept");
    kept.unsigned("count", 10, "low bits");
    kept.unsigned("flag", 1, "as it is");
    m.output("kept", m.wire("kept", kept.build().from(WORD, m.input("word", Type.bits(192)))));
    assertThat(verilog(m)).contains("wire [10:0] kept = {word_i[0], word_i[73:64]};");
  }

  private static String verilog(Module m) {
    return Emitter.emit(Netlist.elaborate(m), EmitOptions.defaults()).get("top.v");
  }

  private static Word.Field field(String name, int lsb, int width) {
    return new Word.Field(name, lsb, width, false, "");
  }
}
