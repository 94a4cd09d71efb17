// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.util.Arrays;
import java.util.List;

/** How each digit is written: some ways of it, each a list of strokes, each a smooth curve through points of a box of 100 x 100, y downwards. A stroke of two points is straight; a corner is where one stroke ends and the next begins. */
final class Glyphs {
  private static final List<List<int[][]>> WAYS = List.of(
      ways("50,0 82,14 95,50 82,86 50,100 18,86 5,50 18,14 50,0", "55,2 88,25 88,72 52,100 16,78 10,30 40,4 62,8"),
      ways("50,0 50,100", "25,22 55,0|55,0 55,100", "25,20 52,0|52,0 52,100|22,100 82,100"),
      ways("10,26 26,4 58,0 84,16 82,42 56,68 10,100|10,100 92,100", "12,20 45,0 82,18 76,46 42,78 14,90 12,98 28,88 56,94 92,96"),
      ways("12,12 46,0 80,14 76,38 42,48|42,48 82,58 90,82 58,100 10,88", "12,2 84,2|84,2 46,40|46,40 84,54 88,80 56,100 12,90"),
      ways("64,0 6,66|6,66 94,66|68,30 68,100", "18,0 14,52|14,52 86,52|72,4 70,100"),
      ways("86,2 22,2|22,2 18,46|18,46 52,38 86,56 84,86 50,100 12,90", "26,0 20,44|20,44 60,38 88,62 74,94 40,100 12,88|26,2 88,4"),
      ways("76,4 38,16 14,56 18,88 50,100 82,86 82,58 52,48 20,64", "62,0 28,34 12,72 34,98 70,96 84,72 64,52 34,58 14,76"),
      ways("8,2 92,2|92,2 38,100", "8,4 90,4|90,4 66,44 48,100|32,52 84,50", "10,14 12,2|12,2 90,2|90,2 60,46 44,100"),
      ways("50,48 20,36 18,12 50,0 82,12 80,36 50,48 14,64 12,88 50,100 88,88 86,64 50,48", "80,12 50,0 20,14 30,38 66,58 86,80 54,100 16,86 26,62 64,42 82,16"),
      ways("84,22 56,2 20,14 16,42 46,56 80,42 84,22|84,22 76,100", "82,30 66,4 26,6 14,34 40,54 74,44 82,18|82,18 84,62 64,94 24,98"));

  private Glyphs() {}

  private static List<int[][]> ways(String... ways) {
    return Arrays.stream(ways).map(Glyphs::strokes).toList();
  }

  private static int[][] strokes(String way) {
    return Arrays.stream(way.split("\\|")).map(s -> Arrays.stream(s.split("[ ,]")).mapToInt(Integer::parseInt).toArray()).toArray(int[][]::new);
  }

  /** The ways to write a digit: per way the strokes, per stroke x and y in turns. */
  static List<int[][]> of(int digit) {
    return WAYS.get(digit);
  }
}
