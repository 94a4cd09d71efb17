// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.network.Images;
import kakure.network.Shape;

/**
 * What every image is made to be; nothing of it happens unless it is said.
 *
 * @param channels 1: the luma of red, green and blue, (19595 R + 38470 G + 7471 B + 32768) >> 16; 3: grey three times
 * @param size rows and columns, as {@link Resize} does it
 */
public record Wish(OptionalInt channels, Optional<Size> size) {
  /** Images stay as they are. */
  public static final Wish NONE = new Wish(OptionalInt.empty(), Optional.empty());

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})(?:x([1-9]\\d{0,3}))?");

  /** Rows and columns, each 1 to 4,096. */
  public record Size(int height, int width) {}

  /**
   * As the user says it.
   *
   * @param channels null, or 1 or 3
   * @param size null, {@code 32} or {@code HxW}
   * @throws BadInput for anything else
   */
  public static Wish of(Integer channels, String size) {
    if (channels != null && channels != 1 && channels != 3) throw new BadInput("--channels " + channels + ": give 1 for grey or 3 for red, green and blue");
    return new Wish(channels == null ? OptionalInt.empty() : OptionalInt.of(channels), Optional.ofNullable(size).map(Wish::size));
  }

  private static Size size(String text) {
    Matcher m = SIZE.matcher(text);
    int height = m.matches() ? Integer.parseInt(m.group(1)) : 0;
    int width = m.matches() && m.group(2) != null ? Integer.parseInt(m.group(2)) : height;
    if (height < 1 || height > 4096 || width > 4096) throw new BadInput("--resize " + text + ": give rows x columns, each 1 to 4096, as in 28x28");
    return new Size(height, width);
  }

  /** The image that is wished for. @throws BadInput if it has channels of another kind */
  public Picture apply(Picture p) {
    Picture q = channels.isPresent() && channels.getAsInt() != p.shape().channels() ? recoloured(p, channels.getAsInt()) : p;
    if (size.isEmpty()) return q;
    Shape to = new Shape(q.shape().channels(), size.get().height(), size.get().width());
    return to.equals(q.shape()) ? q : new Picture(q.name(), to, Resize.apply(q.samples(), q.shape(), to));
  }

  private static Picture recoloured(Picture p, int channels) {
    int n = p.shape().pixels();
    if (p.shape().channels() != 4 - channels) throw new BadInput(p.name() + ": has " + p.shape().channels() + " channels, and --channels makes 1 of 3 or 3 of 1 only");
    byte[] from = p.samples();
    byte[] to = new byte[channels * n];
    for (int i = 0; i < n; i++) {
      if (channels == 3) for (int c = 0; c < 3; c++) to[c * n + i] = from[i];
      else to[i] = (byte) (19595 * (from[i] & 255) + 38470 * (from[n + i] & 255) + 7471 * (from[2 * n + i] & 255) + 32768 >> 16);
    }
    return new Picture(p.name(), new Shape(channels, p.shape().height(), p.shape().width()), to);
  }

  /** A reader whose images all have one shape, with this wish done to each. */
  DataSet over(Function<Part, Images> reader) {
    return part -> apply(reader.apply(part));
  }

  /** The same set, every image as it is wished for. */
  Images apply(Images all) {
    if (equals(NONE) || all.count() == 0) return all;
    var made = new Collected();
    for (int i = 0; i < all.count(); i++) {
      Picture p = apply(new Picture("image " + i, all.shape(), all.image(i)));
      if (all.labelled()) made.add(p, all.label(i));
      else made.add(p);
    }
    return made.images();
  }
}
