// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.data.DataSet;
import kakure.data.Part;
import kakure.data.Wish;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import targets.cim.mapper.Gates;
import targets.cim.mapper.OffSets;

/**
 * Images on which a placement is fitted, and others on which it is judged: what gates close, and some of the vectors that layers see.
 *
 * @param fitted by layer, on the first of the training images
 * @param others by layer, on those behind them
 */
record Calibration(Map<String, Gates> fitted, Map<String, Gates> others) {
  /** Whose gates count, on each side: of these it is told which units are off. */
  private static final int IMAGES = 512;
  /** Whose vectors count, too, and how many of each layer: of these it is told what is skipped bit by bit. */
  private static final int LOOKED_AT = 16;
  private static final int PLACES = 8;

  /** All over the map. */
  private static final Place SPREAD = (k, n, count) -> (int) ((2L * k + 1) * count / (2 * n));
  /** Side by side, in its middle. */
  private static final Place NEIGHBOURS = (k, n, count) -> (count - n) / 2 + k;

  /** Which of a layer's vectors are looked at. */
  private interface Place {
    /** The place of the k-th of n, where there are so many. */
    int of(int k, int n, int count);
  }

  /** Fits on the first half, judges on the other. @throws BadInput for fewer than two */
  static Calibration of(List<byte[]> all, Network network, Map<String, Unplaced> layers) {
    int half = all.size() / 2;
    if (half == 0) throw new BadInput(CimTarget.CALIBRATE + ": one image to fit on and one to judge by are needed");
    return new Calibration(gates(network, layers, all.subList(0, half), SPREAD), gates(network, layers, all.subList(half, 2 * half), SPREAD));
  }

  /** Images of so many whose vectors are looked at. */
  static int lookedAt(int images) {
    return Math.min(LOOKED_AT, images);
  }

  /** Vectors of a layer that are looked at on each of these; all where a layer has fewer. */
  static int places() {
    return PLACES;
  }

  /** Vectors of neighbouring places on the first of the images, by layer. */
  static Map<String, Gates> neighbours(String path, Network network, Map<String, Unplaced> layers) {
    var all = images(path, network);
    return gates(network, layers, all.subList(0, all.size() / 2), NEIGHBOURS);
  }

  /** Training images, as the network reads them. @throws BadInput if they are not the network's */
  static List<byte[]> images(String path, Network network) {
    Images images = DataSet.open(Path.of(path), Wish.NONE).read(Part.TRAIN).first(2 * IMAGES);
    if (!images.shape().equals(network.picture())) throw new BadInput(CimTarget.CALIBRATE + " " + path + ": its images are " + images.shape() + ", but the network reads " + network.picture());
    return IntStream.range(0, images.count()).mapToObj(i -> network.image(images.image(i))).toList();
  }

  /**
   * What these images switch off.
   *
   * @param layers that go on macros
   * @param place which of a layer's vectors are looked at
   */
  private static Map<String, Gates> gates(Network network, Map<String, Unplaced> layers, List<byte[]> images, Place place) {
    var golden = new GoldenNetwork(network);
    var inputs = new LinkedHashMap<String, boolean[][]>();
    var outputs = new LinkedHashMap<String, boolean[][]>();
    var operations = new LinkedHashMap<String, List<Gates.Operation>>();
    layers.forEach((name, l) -> {
      inputs.put(name, new boolean[images.size()][]);
      outputs.put(name, new boolean[images.size()][]);
      operations.put(name, new ArrayList<>());
    });
    for (int i = 0; i < images.size(); i++) {
      var trace = golden.run(images.get(i));
      for (var l : layers.values()) {
        inputs.get(l.name())[i] = l.switches().inputs(trace::values, l.channels());
        outputs.get(l.name())[i] = l.switches().wanted(trace::values, l.outputs());
        if (i < LOOKED_AT) look(i, l.vectors(), trace.values(l.input()), place, operations.get(l.name()));
      }
    }
    var gates = new LinkedHashMap<String, Gates>();
    layers.forEach((name, l) -> gates.put(name, new Gates(off(inputs.get(name), l.channels()), off(outputs.get(name), l.outputs()), operations.get(name))));
    return gates;
  }

  private static OffSets off(boolean[][] on, int items) {
    return OffSets.of(items, on.length, (item, sample) -> !on[sample][item]);
  }

  private static void look(int image, Vectors vectors, int[] map, Place place, List<Gates.Operation> to) {
    int n = Math.min(PLACES, vectors.count());
    for (int k = 0; k < n; k++) to.add(new Gates.Operation(image, vectors.bytes(map, place.of(k, n, vectors.count()))));
  }

  /** A layer before it is placed. */
  record Unplaced(String name, String input, Vectors vectors, Switches switches) {
    int channels() {
      return vectors.in().channels();
    }

    int outputs() {
      return vectors.out().channels();
    }
  }
}
