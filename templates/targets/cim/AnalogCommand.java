// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimConverter;
import blocks.cim.cimtile.CimTile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.console.JsonOption;
import kakure.console.OutputFile;
import kakure.console.Seed;
import kakure.console.Terminal;
import kakure.data.DataSet;
import kakure.data.Part;
import kakure.data.Wish;
import kakure.network.Images;
import kakure.network.Network;
import kakure.network.golden.Accuracy;
import kakure.network.onnx.OnnxReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure cim-analog}: what a network loses where the lines of computing-in-memory macros are read by converters. */
@Command(name = "cim-analog", header = "Accuracy of a network whose macros are read by converters, over their bits, full scale and noise.")
public final class AnalogCommand implements Runnable {
  /** Deviation of the noise in amplitudes: that of how many of 32 fair bits are 1. */
  private static final double DEVIATION = Math.sqrt(8);
  private static final int MOST_NOISE = (int) (4096 * DEVIATION / 256);
  private static final int CALIBRATED = 64;
  private static final String NOISE_SCALE = "--noise-full-scale";

  @Parameters(paramLabel = "MODEL", description = "The network, an ONNX file.")
  private Path model;

  @Option(names = "--data", required = true, paramLabel = "PATH", description = "Labelled images, as run takes them; the first of the test part are run.")
  private Path data;

  @Option(names = "--count", paramLabel = "N", description = "How many images (${DEFAULT-VALUE}).")
  private int count = 300;

  @Option(names = "--calibrate", paramLabel = "PATH", description = "Images of whose training part layers are placed and auto chooses (those of --data).")
  private Path calibrate;

  @Option(names = "--segment-rows", paramLabel = "L", description = "Rows of a segment, 1 to 1024 (${DEFAULT-VALUE}).")
  private int segmentRows = 64;

  @Option(names = "--pattern", paramLabel = "P", description = "2^P segments share a converter, fewer where their modes differ (${DEFAULT-VALUE}).")
  private int pattern;

  @Option(names = "--gating", paramLabel = "HOW", description = "none, skip, held or off: what does not act is not converted (${DEFAULT-VALUE}).")
  private String gating = "off";

  @Option(names = "--bits", split = ",", paramLabel = "B", description = "Of a code, each 1 to 12 (3,4,5,6).")
  private List<Integer> bits = List.of(3, 4, 5, 6);

  @Option(names = FullScale.OPTION, split = ",", paramLabel = "FS", description = "Ones of the highest code: auto, steps of one, or of 2, 4, ... where that errs less on calibration images; geometric, the rows on a line; half of them; or a number (auto,geometric,half,32).")
  private List<String> scales = List.of("auto", "geometric", "half", "32");

  @Option(names = "--noise", split = ",", paramLabel = "ONES", description = "Of a conversion, root mean square, at exact bits (0,.05,.1,.25).")
  private List<Double> noise = List.of(0.0, .05, .1, .25);

  @Option(names = NOISE_SCALE, paramLabel = "FS", description = "Full scale of the points with noise: geometric, or auto, whose step of one rounds more noise away (${DEFAULT-VALUE}).")
  private String noiseScale = FullScale.GEOMETRIC.word();

  @Option(names = "--seed", converter = Seed.class, paramLabel = "SEED", description = "Of the noise (${DEFAULT-VALUE}).")
  private int seed = 1;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The picture, a PNG (${DEFAULT-VALUE}).")
  private Path output = Path.of("cim-analog.png");

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    var picture = new OutputFile("-o", output);
    checkNumbers();
    var depth = Gating.parse(gating);
    var macro = AnalogLayers.macro(segmentRows);
    if (pattern < 0 || pattern > macro.widestPattern()) throw new BadInput("--pattern " + pattern + ": must be 0 to " + macro.widestPattern() + "; a macro has " + macro.segments() + " segments of " + segmentRows + " rows");
    noisy();
    var wanted = scales.stream().map(s -> FullScale.parse(s, macro.rows())).distinct().toList();
    var network = OnnxReader.read(model);
    var images = images(network);
    try {
      Terminal.progress("placing the layers");
      var calibration = calibration(network);
      var layers = AnalogLayers.of(network, macro, pattern, calibration);
      var tile = layers.tile();
      var study = new AnalogStudy(network, layers.placed(), depth, IntStream.range(0, count).mapToObj(i -> network.image(images.image(i))).toList(), seed);
      var results = results(study, tile, wanted, images, study.counts(tile, calibration.subList(0, Math.min(CALIBRATED, calibration.size()))));
      Terminal.clear();
      print(results);
      picture.write(AnalogPicture.png(results));
      System.out.println(output);
      json.write(keys(results));
    } finally {
      Terminal.clear();
    }
  }

  private void checkNumbers() {
    if (count < 1) throw new BadInput("--count " + count + ": must be 1 or more");
    if (segmentRows < 1 || segmentRows > AnalogLayers.LONGEST) throw new BadInput("--segment-rows " + segmentRows + ": must be 1 to " + AnalogLayers.LONGEST);
    for (int b : bits) if (b < 1 || b > 12) throw new BadInput("--bits " + b + ": must be 1 to 12");
    for (double n : noise) if (!(n >= 0 && n <= MOST_NOISE)) throw new BadInput("--noise " + n + ": must be 0 to " + MOST_NOISE + " ones");
  }

  /** Only those that are exact without noise. */
  private FullScale noisy() {
    if (noiseScale.equals(FullScale.GEOMETRIC.word())) return FullScale.GEOMETRIC;
    if (noiseScale.equals(FullScale.AUTO.word())) {
      refuseFinerSteps();
      return FullScale.AUTO;
    }
    throw new BadInput(NOISE_SCALE + " " + noiseScale + ": must be geometric or auto");
  }

  /** The macro's full scale ends at its rows: one that is all ones of a line's exact bits makes a step of one. */
  private void refuseFinerSteps() {
    int line = segmentRows << pattern, rows = AnalogLayers.macro(segmentRows).rows(), needed = (1 << CimConverter.exactBits(line)) - 1;
    if (needed > rows)
      throw new BadInput(NOISE_SCALE + " auto: lines of up to " + line + " ones need a full scale of " + needed + " for a step of one, the macro has " + rows + " rows; take shorter segments" + (pattern > 0 ? ", a smaller --pattern," : "") + " or geometric");
  }

  private Images images(Network network) {
    Images images = DataSet.open(data, Wish.NONE).read(Part.TEST);
    Accuracy.refuseOtherShape(network, images, data.toString());
    if (!images.labelled()) throw new BadInput(data + ": its test images have no labels, which tell their classes");
    if (count > images.count()) throw new BadInput("--count " + count + ": " + data + " holds " + images.count() + " test images");
    Accuracy.refuseOtherLabels(network, images, 0, count, data.toString());
    return images;
  }

  private List<byte[]> calibration(Network network) {
    if (calibrate != null) return Calibration.images(calibrate.toString(), network);
    try {
      return Calibration.images(data.toString(), network);
    } catch (BadInput e) {
      throw new BadInput(e.getMessage() + "; layers are placed by training images: --calibrate PATH takes those of other data", e);
    }
  }

  private AnalogResults results(AnalogStudy study, CimTile tile, List<FullScale> wanted, Images images, LineCounts counts) {
    var patterns = new LinkedHashSet<>(study.layers().stream().map(l -> l.mapping().pattern()).toList());
    int widest = patterns.stream().mapToInt(p -> p).max().orElse(0), exactBits = CimConverter.exactBits(segmentRows << widest);
    var exact = FullScale.GEOMETRIC.point(tile, exactBits, 0, counts);
    var points = new LinkedHashSet<AnalogPoint>();
    for (int b : bits) for (var scale : wanted) points.add(scale.point(tile, b, 0, counts));
    for (double n : noise) points.add(noisy().point(tile, exactBits, amplitude(n), counts));
    points.remove(exact);
    var told = new AtomicInteger();
    int[] classes = study.exact(exact, () -> Terminal.progress("exact sums of all layers compared, images: " + told.incrementAndGet() + " of " + count));
    var seen = new LinkedHashMap<AnalogPoint, int[]>(Map.of(exact, classes));
    for (var p : points) {
      String text = "point " + seen.size() + " of " + points.size() + ", images: ";
      told.set(0);
      seen.put(p, study.classes(p, () -> Terminal.progress(text + told.incrementAndGet() + " of " + count)));
    }
    return gathered(tile, wanted, counts, patterns, exact, of -> new int[] {right(images, seen.get(of)), same(classes, seen.get(of))});
  }

  private AnalogResults gathered(CimTile tile, List<FullScale> wanted, LineCounts counts, Set<Integer> patterns, AnalogPoint exact, Function<AnalogPoint, int[]> seen) {
    var scaled = new ArrayList<AnalogResults.Scaled>();
    for (int b : bits.stream().distinct().toList()) {
      for (var scale : wanted) {
        var p = scale.point(tile, b, 0, counts);
        scaled.add(new AnalogResults.Scaled(scale, b, p, seen.apply(p)[0], seen.apply(p)[1]));
      }
    }
    var noisy = new ArrayList<AnalogResults.Noisy>();
    for (int a : noise.stream().map(AnalogCommand::amplitude).distinct().toList()) {
      var p = noisy().point(tile, exact.tile().converterBits(), a, counts);
      noisy.add(new AnalogResults.Noisy(a * DEVIATION / 256, p, seen.apply(p)[0], seen.apply(p)[1]));
    }
    return new AnalogResults(count, exact, seen.apply(exact)[0], scaled, noisy, counts, patterns);
  }

  private static int amplitude(double ones) {
    return (int) Math.round(ones * 256 / DEVIATION);
  }

  private int right(Images images, int[] classes) {
    return (int) IntStream.range(0, count).filter(i -> classes[i] == images.label(i)).count();
  }

  private int same(int[] a, int[] b) {
    return (int) IntStream.range(0, count).filter(i -> a[i] == b[i]).count();
  }

  private void print(AnalogResults results) {
    var tile = results.exact().tile();
    System.out.printf(Locale.ROOT, "%d images, macros of %s (rows x columns / segments x groups), segments of %d rows, gating %s%n", count, CimTarget.extent(tile), segmentRows, gating);
    System.out.printf(Locale.ROOT, "exact: %d bits for all rows of a line: %.1f%% right; every sum of every layer equals the digital macro's and the integer network's%n", tile.converterBits(), results.percent(results.exactRight()));
    System.out.printf(Locale.ROOT, "%nimages labelled right, %%, without noise, by full scale%n%s", results.bitsTable());
    if (!results.autoTable().isEmpty()) System.out.printf(Locale.ROOT, "%nauto; clipped of the conversions that find a one, on calibration images%n%s", results.autoTable());
    System.out.printf(Locale.ROOT, "%nwith noise, %d bits for all rows of a line, full scale %s%n%s", tile.converterBits(), noiseScale, results.noiseTable());
  }

  private Map<String, Object> keys(AnalogResults results) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("model", model.toString());
    keys.put("data", data.toString());
    keys.put("calibrate", Optional.ofNullable(calibrate).orElse(data).toString());
    keys.put("gating", gating);
    keys.put("noiseFullScale", noiseScale);
    keys.put("seed", Integer.toUnsignedLong(seed));
    keys.putAll(results.keys());
    return keys;
  }
}
