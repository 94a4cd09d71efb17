// SPDX-License-Identifier: Apache-2.0
package blocks.mask.codec;

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
  private final int side;
  private final int group;
  private final int oneof;
  int steps;

  BitSerialSupermask(int lanes, int outputs, int together, int group, int oneof) {
    for (int l = 0; l < lanes / group; l++) this.lanes.add(new ArrayDeque<>());
    this.outputs = outputs;
    this.together = together;
    side = lanes;
    this.group = group;
    this.oneof = oneof;
  }

  /** One text per entry: row 0 first, output 0 first; planes one after the other. */
  List<String> entries(long[] words) {
    long head = words[together];
    int cout = (int) (head & 0xffff);
    int taps = (int) (head >> 16 & 0xffff);
    int channels = (int) (head >> 32 & 0xffff);
    int kind = (int) (head >> 48 & 0xff);
    if (kind > 0 && kind < 8) return indices(words, cout, taps, channels);
    int next = 0;
    for (int length = 1; length <= 8; length++, next *= 2) {
      for (int s = 0; s < 16; s++) if ((words[2 * together] >>> 4 * s & 15) == length) code.put(binary(next++, length), s);
    }
    for (int w = 3 * together; w < words.length; w++) for (int u = 0; u < 4; u++) units.add(binary((int) (words[w] >>> 16 * u & 0xffff), 16));
    var entries = new ArrayList<String>();
    for (int first = 0; first < cout; first += outputs) {
      int begin = -1, turn = 0;                          // rows in the first turn: they are served as long as it comes again
      for (int channel = 0; channel < channels; turn++) {
        int rows = kind == 0 ? channels - channel : (Math.min(side, channels - channel / side * side) - channel % side + group - 1) / group;
        rows = Math.min(rows, lanes.size());
        if (begin < 0) begin = rows;
        var planes = new StringBuilder();
        for (int b = 1; b < group; b *= 2) planes.append(((kind == 0 ? turn % group : channel % side) & b) == 0 ? "0".repeat(lanes.size() * outputs) : "1".repeat(lanes.size() * outputs));
        for (int t = 0; t < taps; t++) entries.add(entry(Math.min(outputs, cout - first), rows, first + outputs < cout ? begin : rows) + planes);
        if (kind == 0) channel += lanes.size();
        else channel = channel % side == group - 1 ? (channel / side + 1) * side : channel + 1 < channels ? channel + 1 : channels;
      }
    }
    return entries;
  }

  /** Indices, as a text of bits in the order in which they are taken. */
  private List<String> indices(long[] words, int cout, int taps, int channels) {
    var text = new StringBuilder();
    for (int w = 2 * together; w < words.length; w++) text.append(new StringBuilder(binary(words[w])).reverse());
    int bits = oneof == 2 ? 1 : oneof == 4 ? 2 : 3, piece = together * (oneof == 2 ? 64 : oneof == 4 ? 32 : 16), at = 0;
    var entries = new ArrayList<String>();
    for (int first = 0; first < cout; first += outputs) {
      for (int channel = 0; channel < channels; channel += side) {
        for (int t = 0; t < taps; t++) {
          var entry = new StringBuilder("0".repeat(lanes.size() * outputs * (group == 1 ? 1 : 1 + bits)));
          int used = Math.min(outputs, cout - first);
          for (int row = 0; row < side / oneof && channel + row * oneof < channels; row++) {
            if (row % Math.max(1, Math.min(3, 64 * together / (used * bits))) == 0) steps += (used + piece - 1) / piece;
            for (int o = 0; o < used; o++, at += bits) {
              int index = Integer.parseInt(new StringBuilder(text.substring(at, at + bits)).reverse().toString(), 2);
              if (group == 1) {
                entry.setCharAt((row * oneof + index) * outputs + o, '1');
                continue;
              }
              entry.setCharAt(row * outputs + o, '1');
              for (int b = 0; b < bits; b++) entry.setCharAt(((1 + b) * lanes.size() + row) * outputs + o, text.charAt(at + b));
            }
          }
          entries.add(entry.toString());
        }
      }
    }
    return entries;
  }

  private String entry(int used, int active, int later) {
    var rows = new ArrayList<StringBuilder>();
    for (int l = 0; l < lanes.size(); l++) rows.add(new StringBuilder());
    while (rows.get(0).length() < used) {
      steps++;
      int n = 0;
      while (n < together && rows.get(0).length() + 4 * n < used && allHold(active, n + 1)) n++;
      var room = new ArrayList<Deque<Character>>();
      for (int l = 0; l < Math.max(active, later); l++) if ((lanes.get(l).size() + 15) / 16 < 3) room.add(lanes.get(l));
      for (int l = 0; l < active; l++) for (int i = 0; i < n; i++) rows.get(l).append(read(lanes.get(l).iterator(), lanes.get(l)));
      for (int i = 0; i < 4 * together && i < room.size() && !units.isEmpty(); i++) for (char c : units.remove().toCharArray()) room.get(i).add(c);
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

  private static String binary(long word) {
    return binary((int) (word >>> 32), 32) + binary((int) word, 32);
  }
}
