// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import kakure.network.Mask;
import kakure.network.Normalisation;
import kakure.network.Shape;
import kakure.network.TrainedLayer;
import kakure.network.TrainedNetwork;
import kakure.network.Window;
import org.junit.jupiter.api.Test;

/** Reading a model of some 100 MB beside onnxruntime's loading it: each in a machine of its own, one after the other, several times; lines "figure NAME VALUE UNIT". {@code make bench-import} calls it. */
public class ImportBench {
  private static final int RUNS = 7;
  private static final int CHANNELS = 512;
  private static final int LAYERS = 10;

  /** @param args {@code ours FILE} or {@code ort FILE}: loads once and prints seconds and highest resident kB */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    long begin = System.nanoTime();
    if (args[0].equals("ours")) {
      OnnxReader.read(file);
    } else {
      OrtEnvironment.getEnvironment().createSession(file.toString(), new OrtSession.SessionOptions()).close();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    String kb = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmHWM:")).findFirst().orElseThrow().replaceAll("\\D", "");
    System.out.println(seconds + " " + kb);
  }

  @Test
  void measure() throws Exception {
    Path file = Files.createTempFile("kakure-bench", ".onnx");
    try {
      OnnxWriter.write(network(), file);
      double[][] ours = new double[RUNS][];
      double[][] theirs = new double[RUNS][];
      double[] over = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        ours[i] = child("ours", file);
        theirs[i] = child("ort", file);
        over[i] = ours[i][0] / theirs[i][0];
      }
      System.out.println(); // what came before may not have ended its line
      figure("import.file_mb", Files.size(file) / 1e6, "MB");
      figure("import.seconds", median(ours, 0), "s");
      figure("import.seconds_of_ort", median(theirs, 0), "s");
      Arrays.sort(over);
      figure("import.seconds_over_ort", over[RUNS / 2], "x");
      figure("import.mb", median(ours, 1) / 1e3, "MB");
      figure("import.mb_of_ort", median(theirs, 1) / 1e3, "MB");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static double median(double[][] runs, int column) {
    return Arrays.stream(runs).mapToDouble(r -> r[column]).sorted().toArray()[RUNS / 2];
  }

  private static void figure(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure %s %.3f %s%n", name, value, unit);
  }

  private static double[] child(String which, Path file) throws Exception {
    Path out = Files.createTempFile("kakure-bench", ".txt");
    try {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process p = new ProcessBuilder(java, "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ImportBench.class.getName(), which, file.toString()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
      boolean ended = p.waitFor(5, TimeUnit.MINUTES);
      if (!ended) p.destroyForcibly().waitFor();
      String text = Files.readString(out);
      if (!ended || p.exitValue() != 0) throw new IllegalStateException(which + ": " + (ended ? "exit " + p.exitValue() : "did not end") + "\n" + text);
      List<String> lines = text.lines().toList();
      return Arrays.stream(lines.get(lines.size() - 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private static TrainedNetwork network() {
    SplittableRandom rng = new SplittableRandom(1);
    Shape input = new Shape(3, 16, 16);
    List<TrainedLayer> layers = new ArrayList<>();
    Shape shape = input;
    for (int l = 0; l <= LAYERS; l++) {
      float[] ones = new float[CHANNELS];
      Arrays.fill(ones, 1);
      TrainedLayer layer = new TrainedLayer("conv" + l, shape, Window.square(3, 1, 1), l == 0, mask(rng, CHANNELS, shape.channels(), 9), .0625f, Normalisation.of(new float[CHANNELS], ones, 1e-5f), l == 0 ? 1 / 255f : .02f, .02f);
      layers.add(layer);
      shape = layer.result();
    }
    layers.add(new TrainedLayer("logits", shape, Window.whole(shape), false, mask(rng, 100, shape.channels(), shape.pixels()), .125f, null, .02f, 1f));
    return new TrainedNetwork("large", 1, input, layers);
  }

  private static Mask mask(SplittableRandom rng, int outputs, int inputs, int taps) {
    return Mask.of(outputs, inputs, taps, (o, c, t) -> rng.nextInt(10) < 3);
  }
}
