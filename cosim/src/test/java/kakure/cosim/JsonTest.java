// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parser takes RFC 8259 and nothing else, says where it stopped, and never fails in another way. */
class JsonTest {
  @Test
  void readsEveryKindOfValue() {
    Json.Obj o = (Json.Obj) JsonParser.parse("x", " {\"a\": [1, -2.5e+3, true, false, null], \"b\\n\\u00e4\": \"\\\"\\\\/\" } ");
    assertThat(o.fields().keySet()).containsExactly("a", "b\nä");
    assertThat(((Json.Arr) o.fields().get("a")).items()).hasSize(5).element(1).isEqualTo(new Json.Num(11, "-2.5e+3"));
    assertThat(o.fields().get("b\nä")).isEqualTo(new Json.Str(53, "\"\\/"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "{\"a\":1,}        | x:1:8: a field name in quotes is expected",
    "[1 2]             | x:1:4: ',' is expected",
    "[01]              | x:1:3: ',' is expected",
    "{\"a\":1,\"a\":2} | x:1:8: field \"a\" is there twice",
    "\"abc             | x:1:5: the string that begins at offset 0 has no end",
    "\"\\x\"           | x:1:3: no such escape",
    "\"\\u12g4\"       | x:1:6: four hexadecimal digits are expected after \\u",
    "tru               | x:1:1: a value is expected",
    "{} {}             | x:1:4: nothing may follow the value",
    "[1                | x:1:3: the text ends where ',' is expected",
    "nan               | x:1:1: a value is expected",
    "+1                | x:1:1: a value is expected",
  })
  void refuses(String text, String message) {
    assertThatThrownBy(() -> JsonParser.parse("x", text)).isInstanceOf(DesignException.class).hasMessage(message);
  }

  @Test
  void countsLinesAndBoundsDepth() {
    assertThatThrownBy(() -> JsonParser.parse("x", "{\n  \"a\": ?\n}")).hasMessage("x:2:8: a value is expected");
    assertThatThrownBy(() -> JsonParser.parse("x", "[".repeat(100_000))).hasMessage("x:1:66: more than 64 levels deep");
  }

  @Test
  void damagedTextIsRefusedOrRead() {
    String good = "{\"format\":1,\"ports\":[{\"name\":\"a\",\"width\":12}],\"x\":[true,null,\"\\u0041\"]}";
    SplittableRandom rng = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder s = new StringBuilder(good);
      for (int k = rng.nextInt(3); k >= 0; k--) s.setCharAt(rng.nextInt(s.length()), (char) rng.nextInt(128));
      String text = s.substring(0, rng.nextInt(good.length() + 1));
      try {
        JsonParser.parse("x", text);
      } catch (DesignException e) {
        assertThat(e.getMessage()).startsWith("x:");
      }
    }
  }
}
