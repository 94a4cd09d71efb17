// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.Nearest;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;

/**
 * Planes that a user asks for: {@code 8,conv1=4,conv2:0-15=2} are 8, of layer conv1 4, and of filters 0 to 15 of layer conv2 2. Without the number in front all that the model has.
 *
 * @param text as it was given
 * @param all of what is not named
 * @param named of layers, or filters of them: planes by what stands before the sign of equality
 */
record ChosenBits(String text, Optional<Integer> all, Map<String, Integer> named) {
  /**
   * What a user wrote.
   *
   * @throws BadInput for a number out of range, a word that is neither number nor layer, or one that stands twice
   */
  static ChosenBits of(String text) {
    var all = Optional.<Integer>empty();
    var named = new LinkedHashMap<String, Integer>();
    var words = words(text);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.lastIndexOf('=');
      if (equals == 0 || equals < 0 && i > 0) throw bad(text, "\"" + word + "\" names no layer: give a number, then layers, as 8,conv1=4");
      if (word.equals(BitsOption.AUTO) && words.size() > 1) throw bad(text, "auto decides for all layers, so it stands alone");
      if (word.isEmpty() && words.size() > 1) throw bad(text, "nothing stands between two commas, or before or behind one");
      String number = word.substring(equals + 1).strip();
      if (!number.matches("[1-8]")) throw bad(word, "must be 1 to 8" + (words.size() == 1 && equals < 0 ? ", or of 'run' auto" : ""));
      if (equals < 0) all = Optional.of(Integer.valueOf(number));
      else if (named.put(word.substring(0, equals).strip(), Integer.valueOf(number)) != null) throw bad(text, "\"" + word.substring(0, equals).strip() + "\" stands twice");
    }
    return new ChosenBits(text, all, named);
  }

  /** Several of them in a row: a number begins the next. @throws BadInput as {@link #of} */
  static List<String> several(String list) {
    var all = new ArrayList<String>();
    for (String word : words(list)) {
      if (all.isEmpty() || word.indexOf('=') < 0) all.add(word);
      else all.set(all.size() - 1, all.get(all.size() - 1) + "," + word);
    }
    all.forEach(ChosenBits::of);
    return all;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static BadInput bad(String word, String reason) {
    return new BadInput("--bits " + word + ": " + reason);
  }

  /**
   * The network of so many planes.
   *
   * @throws BadInput if it does not have them, or a layer is unknown or has no planes
   */
  Network of(Network network) {
    try {
      var uniform = network.at(all.orElse(network.bits())); // of a network without planes the remedy
      return named.isEmpty() ? uniform : network.at(all.orElse(network.bits()), layers(network));
    } catch (IllegalArgumentException e) {
      throw new BadInput("--bits " + text + ": " + e.getMessage(), e);
    }
  }

  /** Layers as a whole first, so that their filters may be said before or behind them. */
  private Map<String, int[]> layers(Network network) {
    var layers = new LinkedHashMap<String, int[]>();
    var said = new HashSet<String>();
    for (boolean whole : new boolean[] {true, false}) {
      named.forEach((word, bits) -> {
        var filters = Filters.of(network, word);
        if (filters.whole != whole) return;
        if (bits > filters.most()) throw bad(word + "=" + bits, "its weights have " + filters.most() + " bits");
        int[] of = layers.computeIfAbsent(filters.layer, l -> filters.all(this.all.orElse(network.bits())));
        Arrays.fill(of, filters.from, filters.to + 1, bits);
        for (int o = filters.from; !whole && o <= filters.to; o++) if (!said.add(filters.layer + ":" + o)) throw bad(text, "filter " + o + " of layer " + filters.layer + " stands twice");
      });
    }
    return layers;
  }

  /** Filters {@code from} to {@code to} of a layer of bit-serial weights. */
  private record Filters(String layer, int[] stored, int from, int to, boolean whole) {
    private static final Pattern RANGE = Pattern.compile("(.+):([0-9]{1,6})(?:-([0-9]{1,6}))?");

    /** A layer's name; or, of no such name, one with a filter's number or two behind it. */
    static Filters of(Network network, String word) {
      var names = network.nodes().stream().filter(n -> n.op() instanceof Linear).map(Node::name).toList();
      var range = RANGE.matcher(word);
      boolean whole = names.contains(word) || !range.matches();
      String layer = whole ? word : range.group(1);
      int colon = word.lastIndexOf(':');
      if (!names.contains(layer) && colon > 0 && names.contains(word.substring(0, colon))) throw bad(word, "filters are numbers from 0 to 999999, one, or a first and a last with - between them, as conv1:0-15=2");
      if (!names.contains(layer)) throw bad(word, "the network has no layer of that name" + Nearest.said(layer, names) + "\n  do:  name one of " + String.join(", ", names));
      int[] bits = bits(network, layer);
      if (whole) return new Filters(layer, bits, 0, bits.length - 1, true);
      int from = Integer.parseInt(range.group(2)), to = range.group(3) == null ? from : Integer.parseInt(range.group(3));
      if (from > to || to >= bits.length) throw bad(word, "layer " + layer + " has filters 0 to " + (bits.length - 1) + "; give the first and the last, as " + layer + ":0-" + (bits.length - 1));
      return new Filters(layer, bits, from, to, false);
    }

    private static int[] bits(Network network, String layer) {
      var weights = ((Linear) network.node(layer).op()).weights();
      if (weights instanceof Planes planes) return planes.bits();
      throw bad(layer, "layer " + layer + " is of " + weights.title() + ", which have one precision, so there is none to choose");
    }

    /** Bits of the finest of them. */
    int most() {
      return IntStream.rangeClosed(from, to).map(o -> stored[o]).max().orElseThrow();
    }

    /** All filters of the layer at one precision. */
    int[] all(int precision) {
      int[] all = new int[stored.length];
      Arrays.fill(all, precision);
      return all;
    }
  }
}
