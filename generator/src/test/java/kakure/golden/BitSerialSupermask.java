// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A second decoder, bit by bit with words of text, from the page of the block {@code supermask} alone; it trusts its input. */
final class BitSerialSupermask {
  private final Map<String, Integer> code = new TreeMap<>();
  private final Deque<String> units = new ArrayDeque<>();
  private final List<Deque<Character>> lanes = new ArrayList<>();
  private final int outputs;
  private final int together;
  int steps;

  BitSerialSupermask(int lanes, int outputs, int together) {
    for (int l = 0; l < lanes; l++) this.lanes.add(new ArrayDeque<>());
    this.outputs = outputs;
    this.together = together;
  }

  /** One text per entry: lane 0 first, output 0 first. */
  List<String> entries(long[] words) {
    int cout = (int) (words[1] & 0xffff);
    int taps = (int) (words[1] >> 16 & 0xffff);
    int channels = (int) (words[1] >> 32 & 0xffff);
    int next = 0;
    for (int length = 1; length <= 8; length++, next *= 2) {
      for (int s = 0; s < 16; s++) if ((words[2] >>> 4 * s & 15) == length) code.put(binary(next++, length), s);
    }
    for (int w = 3; w < words.length; w++) for (int u = 0; u < 4; u++) units.add(binary((int) (words[w] >>> 16 * u & 0xffff), 16));
    var entries = new ArrayList<String>();
    for (int first = 0; first < cout; first += outputs) {
      for (int channel = 0; channel < channels; channel += lanes.size()) {
        boolean later = first + outputs < cout && channels > lanes.size();
        for (int t = 0; t < taps; t++) entries.add(entry(Math.min(outputs, cout - first), Math.min(lanes.size(), channels - channel), later));
      }
    }
    return entries;
  }

  private String entry(int used, int active, boolean allServed) {
    var rows = new ArrayList<StringBuilder>();
    for (int l = 0; l < lanes.size(); l++) rows.add(new StringBuilder());
    while (rows.get(0).length() < used) {
      steps++;
      int n = 0;
      while (n < together && rows.get(0).length() + 4 * n < used && allHold(active, n + 1)) n++;
      var room = new ArrayList<Deque<Character>>();
      for (int l = 0; l < (allServed ? lanes.size() : active); l++) if ((lanes.get(l).size() + 15) / 16 < 3) room.add(lanes.get(l));
      for (int l = 0; l < active; l++) for (int i = 0; i < n; i++) rows.get(l).append(read(lanes.get(l).iterator(), lanes.get(l)));
      for (int i = 0; i < 4 && i < room.size() && !units.isEmpty(); i++) for (char c : units.remove().toCharArray()) room.get(i).add(c);
    }
    var entry = new StringBuilder();
    for (var row : rows) entry.append((row + "0".repeat(outputs)).substring(0, outputs));
    return entry.toString();
  }

  private boolean allHold(int active, int n) {
    for (var lane : lanes.subList(0, active)) {
      var bits = lane.iterator();
      for (int i = 0; i < n; i++) if (read(bits, null) == null) return false;
    }
    return true;
  }

  /** The next block's four bits, output 0 first, or null; takes the code word's bits off {@code from} if there is one. */
  private String read(Iterator<Character> bits, Deque<Character> from) {
    var word = new StringBuilder();
    while (bits.hasNext()) {
      Integer s = code.get(word.append(bits.next()).toString());
      if (s == null) continue;
      for (int i = 0; from != null && i < word.length(); i++) from.remove();
      return new StringBuilder(binary(s, 4)).reverse().toString();
    }
    return null;
  }

  private static String binary(int value, int digits) {
    var text = new StringBuilder();
    for (int i = digits - 1; i >= 0; i--) text.append(value >> i & 1);
    return text.toString();
  }
}
