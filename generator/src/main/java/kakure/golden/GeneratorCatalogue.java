// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Generators by name.
 *
 * <p>{@code xorshift16}, {@code xorshift32}, {@code xorshift64}, {@code xorshift128} (four words of 32 bits) and {@code xorwow} are Marsaglia's; for every other width
 * from 8 to 127 bits the catalogue holds one full-period triple (found by search, each checked by a test). {@code xorshift<width>:<a>,<b>,<c>} and {@code
 * xorshift<words>x<width>:<a>,<b>,<c>} name any other.
 */
public final class GeneratorCatalogue {
  private static final String TRIPLES =
      """
      8:3,5,5 9:2,4,3 10:1,5,6 11:1,6,6 12:1,1,4 13:1,7,8 14:5,3,7 15:1,3,6 16:7,9,8 17:1,10,4 18:2,1,3 19:1,1,12 20:2,1,9 21:6,2,13 22:9,1,12
      23:4,11,15 24:3,7,5 25:1,9,7 26:4,5,5 27:2,3,15 28:7,1,11 29:3,8,4 30:3,15,7 31:1,4,16 32:13,17,5 33:3,18,17 34:8,9,11 35:7,9,17 36:1,23,23
      37:6,4,17 38:1,3,4 39:7,16,12 40:6,7,19 41:11,6,25 42:13,15,14 43:13,21,17 44:19,5,23 45:3,29,22 46:6,9,19 47:19,6,26 48:11,11,28
      49:22,27,24 50:5,5,7 51:7,9,18 52:27,25,29 53:16,3,25 54:15,19,19 55:4,5,36 56:16,17,29 57:26,27,36 58:10,29,17 59:7,14,24 60:5,7,29
      61:23,8,30 62:9,35,30 63:14,25,30 64:13,7,17 65:10,19,15 66:2,7,9 67:28,10,41 68:25,11,42 69:5,37,17 70:16,23,31 71:13,4,33 72:43,29,44
      73:3,31,24 74:11,45,20 75:13,18,29 76:21,47,29 77:11,17,11 78:13,9,43 79:13,6,49 80:1,39,35 81:25,2,48 82:32,11,47 83:19,29,41 84:5,45,31
      85:15,31,44 86:9,17,53 87:21,37,33 88:16,19,19 89:3,53,47 90:13,3,30 91:7,43,18 92:8,61,31 93:16,34,21 94:21,45,59 95:41,6,48 96:7,23,25
      97:6,22,51 98:12,41,29 99:14,8,51 100:23,49,65 101:12,61,25 102:14,15,63 103:25,53,60 104:15,25,23 105:47,41,62 106:25,25,47 107:9,46,24
      108:25,59,58 109:25,50,53 110:15,17,39 111:45,59,59 112:13,55,18 113:12,3,62 114:41,17,67 115:30,19,46 116:5,37,61 117:12,55,74 118:31,37,56
      119:32,74,45 120:52,35,71 121:8,42,25 122:38,39,55 123:7,37,22 124:16,39,41 125:32,37,34 126:29,57,63 127:48,29,64
      """;

  private static final Pattern NAME = Pattern.compile("xorshift(?:([1-9])x)?([0-9]{1,3})(?::([0-9]{1,3}),([0-9]{1,3}),([0-9]{1,3}))?");

  private static final TreeMap<String, Generator> BY_NAME = new TreeMap<>();

  static {
    for (String entry : TRIPLES.trim().split("\\s+")) {
      var name = "xorshift" + entry;
      BY_NAME.put(name.substring(0, name.indexOf(':')), parse(name));
    }
    BY_NAME.put("xorshift128", new Xorshift(32, 4, 11, 8, 19));
    BY_NAME.put("xorwow", new Xorwow());
  }

  private GeneratorCatalogue() {}

  /** The catalogue by name. */
  public static Map<String, Generator> presets() {
    return Collections.unmodifiableMap(BY_NAME);
  }

  /**
   * The generator of a name.
   *
   * @throws IllegalArgumentException if there is no such preset, or the name is not of the forms above, or a range is left; that a period is full is not checked here
   */
  public static Generator find(String name) {
    var preset = BY_NAME.get(name);
    return preset != null ? preset : parse(name);
  }

  private static Generator parse(String name) {
    var match = NAME.matcher(name);
    if (!match.matches() || match.group(3) == null) {
      throw new IllegalArgumentException(name + " is unknown: xorwow, xorshift8 .. xorshift128, or xorshift<width>:<a>,<b>,<c> such as xorshift32:13,17,5");
    }
    int words = match.group(1) == null ? 1 : Integer.parseInt(match.group(1));
    return new Xorshift(number(match.group(2)), words, number(match.group(3)), number(match.group(4)), number(match.group(5)));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
