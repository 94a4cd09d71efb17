// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.util.List;
import kakure.BadInput;

/** JPEG (ISO/IEC 10918-1): its header is judged here, its samples are the JDK's to decode. */
final class JpegFile {
  private static final int START_OF_SCAN = 0xDA;
  /** Each scan of a progressive file goes over all of the image: cameras and programs make ten or so. */
  private static final int MOST_SCANS = 100;
  /** Markers of the start-of-frame kind that are none: tables of Huffman codes, an extension, arithmetic conditioning. */
  private static final List<Integer> NO_FRAMES = List.of(0xC4, 0xC8, 0xCC);

  private JpegFile() {}

  static boolean is(byte[] file) {
    return file.length >= 3 && (file[0] & 255) == 0xFF && (file[1] & 255) == 0xD8 && (file[2] & 255) == 0xFF;
  }

  static Picture read(String name, byte[] file) {
    int frame = frame(name, file);
    int channels = file[frame + 9];
    Picture.claim(name, word(file, frame + 5), word(file, frame + 7));
    if (file[frame + 4] != 8) throw new BadInput(name + ": has " + file[frame + 4] + " bits a channel; convert it to 8");
    if (channels != 1 && channels != 3) throw new BadInput(name + ": has " + channels + " channels, as images for printing have; convert it to RGB or grey");
    if (scans(file) > MOST_SCANS) throw new BadInput(name + ": has more than " + MOST_SCANS + " scans, which no program makes");
    return Raster.decode(name, file, "jpeg", channels);
  }

  private static int word(byte[] file, int at) {
    return (file[at] & 255) << 8 | file[at + 1] & 255;
  }

  /** Where the marker of the frame's header stands, with ten bytes of it there. */
  private static int frame(String name, byte[] file) {
    for (int at = 2; at + 10 <= file.length; ) {
      int marker = file[at + 1] & 255;
      if ((file[at] & 255) != 0xFF) throw new BadInput(name + ", byte " + at + ": is a JPEG with no marker where one must stand");
      if (marker == 0xFF) at++;
      else if (marker >= 0xC0 && marker <= 0xCF && !NO_FRAMES.contains(marker)) return at;
      else at += 2 + Math.max(2, word(file, at + 2));
    }
    throw new BadInput(name + ": is a JPEG that ends before its frame's header");
  }

  /** Pairs of bytes that can be nothing else between scans, and are rare elsewhere. */
  private static int scans(byte[] file) {
    int scans = 0;
    for (int i = 0; i + 1 < file.length; i++) if ((file[i] & 255) == 0xFF && (file[i + 1] & 255) == START_OF_SCAN) scans++;
    return scans;
  }
}
