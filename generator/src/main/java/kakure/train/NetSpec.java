// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import kakure.BadInput;
import kakure.network.Chain;
import kakure.network.Intake;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Requantise;
import kakure.network.Shape;
import kakure.network.Window;

/**
 * A network's layers as the user writes them: {@code c32,c32,p,c64,c64,p,f10}.
 *
 * <p>{@code cN}: 3x3 convolution to N channels, stride 1, padding 1; {@code kKcN}: K x K kernel, padding (K - 1) / 2; {@code sS} behind either: stride S; {@code p}: 2x2 max-pooling behind a convolution; {@code fN}: fully connected to N classes, last.
 *
 * <p>{@code t} before the first of them, {@code tcN}: its taps are channels of the image that the host makes of a picture, so that a picture of 1 or 3 channels fills more of an array.
 *
 * <p>{@code rN}: residual block to N channels, a 1x1 and a 3x3 convolution to N channels each; {@code bN}: one of two 3x3 convolutions. What the block reads is added to what the second makes, through a 1x1 convolution where channels or size change;
 * {@code sS} behind either: stride S, of the first 3x3 convolution.
 *
 * <p>{@code gG} behind a layer or a block: its hidden weights keep one of every G input channels, 2, 4 or 8, or a free share with 1, whatever the others do.
 *
 * @param layers one or more, the last is fully connected and the only one that is
 */
public record NetSpec(List<Item> layers) {
  /** Of a layer whose taps are channels. */
  static final Window FOLDED = Window.square(1, 1, 0);

  /** Weighted layers of the deepest network. */
  public static final int MAX_LAYERS = 64;

  /**
   * A weighted layer, or a residual block of several.
   *
   * @param outputs channels or classes, 1 to 4,096
   * @param kernel side, 1 to 15; 0 for a fully connected layer
   * @param stride 1 to 8
   * @param pooled whether 2x2 max-pooling follows
   * @param inner side of a residual block's first convolution, whose second has the kernel; 0 where it is no block
   * @param group input channels of which one is kept, 2, 4 or 8; 1 for a free mask; 0 for the network's kind
   * @param folded whether its taps are channels of the image
   */
  public record Item(int outputs, int kernel, int stride, boolean pooled, int inner, int group, boolean folded) {
    /** With masks of the network's kind. */
    public Item(int outputs, int kernel, int stride, boolean pooled, int inner) {
      this(outputs, kernel, stride, pooled, inner, 0, false);
    }

    /** A layer of a chain. */
    public Item(int outputs, int kernel, int stride, boolean pooled) {
      this(outputs, kernel, stride, pooled, 0);
    }

    /** Whether it is a residual block. */
    public boolean block() {
      return inner > 0;
    }

    Item of(int newGroup) {
      return new Item(outputs, kernel, stride, pooled, inner, newGroup, folded);
    }

    /** The kind of its masks. */
    MaskKind mask(MaskKind network) {
      return group == 0 ? network : MaskKind.parse(group == 1 ? "free" : "1of" + group);
    }

    /** Zeros that it wants around what it reads. */
    int pad() {
      return ((block() ? inner : Math.max(1, kernel)) - 1) / 2;
    }

    /** Whether it is the fully connected one. */
    public boolean full() {
      return kernel == 0;
    }
  }

  /** Copies the list. */
  public NetSpec {
    layers = List.copyOf(layers);
  }

  /**
   * Reads a network.
   *
   * @throws BadInput naming the first wrong item and the position of its first character, from 1
   */
  public static NetSpec parse(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) throw new BadInput("a network is printable text, such as c32,c32,p,f10");
    List<Item> items = new ArrayList<>();
    int at = 0;
    for (String token : text.split(",", -1)) {
      new Reader(text, token, at).read(items);
      at += token.length() + 1;
    }
    if (!items.get(items.size() - 1).full()) throw new BadInput("network \"" + clip(text) + "\", at its end: the last layer must be fully connected, one output per class; add for example \",f10\"");
    return new NetSpec(items);
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    for (Item i : layers) {
      if (!s.isEmpty()) s.append(',');
      s.append(i.folded() ? "t" : "").append(i.full() ? "f" : i.block() ? i.inner() == 1 ? "r" : "b" : (i.kernel() == 3 ? "" : "k" + i.kernel()) + "c").append(i.outputs());
      s.append(i.stride() == 1 ? "" : "s" + i.stride()).append(i.group() == 0 ? "" : "g" + i.group()).append(i.pooled() ? ",p" : "");
    }
    return s.toString();
  }

  /** Whether it has residual blocks; without them it is a chain. */
  public boolean residual() {
    return layers.stream().anyMatch(Item::block);
  }

  /**
   * The chain before it is trained, without a kept weight: what hardware is asked that is to compute it.
   *
   * @throws BadInput if a layer does not fit its input
   */
  public Network untrained(Shape image) {
    var chain = new Chain("untrained", 0, intake(image));
    for (Geometry g : Net.geometries(this, image, 1, Long.MAX_VALUE)) {
      Item item = layers.get(chain.layers());
      int n = item.outputs();
      String name = Net.name(item, chain.layers());
      var requantise = chain.layers() == layers.size() - 1 ? null : new Requantise(new int[n], new long[n], new int[n]);
      Window window = item.folded() ? FOLDED : g.window();
      chain.hidden(name, window, Mask.of(n, chain.shape().channels(), window.taps(), (o, c, t) -> false), requantise);
      if (item.pooled()) chain.halve(name);
    }
    return chain.network();
  }

  /** How its image is made of a picture of this shape. @throws IllegalArgumentException if the first layer does not fit it */
  public Intake intake(Shape picture) {
    Item first = layers.get(0);
    return first.folded() ? Intake.of(picture).folded(Geometry.of(picture, first).window()) : Intake.of(picture);
  }

  private static String clip(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  /** One item between commas. */
  private static final class Reader {
    private final String text;
    private final String token;
    private final int start;
    private int at;

    Reader(String text, String token, int start) {
      this.text = text;
      this.token = token;
      this.start = start;
    }

    void read(List<Item> items) {
      Item previous = items.isEmpty() ? null : items.get(items.size() - 1);
      if (previous != null && previous.full()) throw wrong("nothing may follow the fully connected layer, whose outputs are the classes");
      if (token.equals("p")) {
        if (previous == null) throw wrong("pooling must follow a convolution: the hardware pools what a convolution writes");
        if (previous.block()) throw wrong("pooling behind a block is not computed: give the block a stride");
        if (previous.pooled()) throw wrong("the hardware pools once behind a convolution");
        items.set(items.size() - 1, new Item(previous.outputs(), previous.kernel(), previous.stride(), true, 0, previous.group(), previous.folded()));
        return;
      }
      if (items.size() == MAX_LAYERS) throw wrong("more than " + MAX_LAYERS + " weighted layers");
      if (accept('f')) items.add(new Item(number("outputs", 4096), 0, 1, false));
      else if (accept('r')) items.add(block(previous, 1));
      else if (accept('b')) items.add(block(previous, 3));
      else {
        boolean folded = accept('t');
        if (folded && previous != null) throw wrong("only the first layer's taps can be channels: those of what the host sends");
        int kernel = accept('k') ? number("kernel", 15) : 3;
        if (!accept('c')) throw wrong("expected cN, cNsS, kKcN, tcN, rN, bN, p or fN");
        int outputs = number("channels", 4096);
        items.add(new Item(outputs, kernel, accept('s') ? number("stride", 8) : 1, false, 0, 0, folded));
      }
      if (accept('g')) items.add(items.remove(items.size() - 1).of(group()));
      if (at < token.length()) throw wrong("unexpected \"" + clip(token.substring(at)) + "\"");
    }

    private int group() {
      int value = number("one of so many", 8);
      if (Integer.bitCount(value) != 1) throw wrong("one of " + value + " is no kind of mask: g1 (free), g2, g4 or g8");
      return value;
    }

    private Item block(Item previous, int inner) {
      if (previous == null) throw wrong("a residual block adds activations to what it reads, not the image: a convolution must come first");
      int outputs = number("channels", 4096);
      return new Item(outputs, 3, accept('s') ? number("stride", 8) : 1, false, inner);
    }

    private boolean accept(char c) {
      if (at == token.length() || token.charAt(at) != c) return false;
      at++;
      return true;
    }

    private int number(String what, int max) {
      int from = at;
      while (at < token.length() && token.charAt(at) >= '0' && token.charAt(at) <= '9') at++;
      int value = at == from || at - from > 6 ? 0 : Integer.parseInt(token, from, at, 10);
      if (value < 1 || value > max) throw wrong(what + " must be a number from 1 to " + max);
      return value;
    }

    private BadInput wrong(String why) {
      return new BadInput("network \"" + clip(text) + "\", position " + (start + 1) + ", \"" + clip(token) + "\": " + why);
    }
  }
}
