// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kakure.host.StreamImage.When;
import kakure.kernel.Block;
import kakure.target.Plan;

/**
 * The folder {@code host} beside generated Verilog: what {@link Plan#setup} and one case send, each as {@code .hex} and {@code .bin}, their index {@code streams.json} and, where the
 * case says what is answered, that answer, a test bench that waits for it and a script that runs it; and programs in C that drive the hardware.
 */
public final class HostFiles {
  /** The folder's name. */
  public static final String FOLDER = "host";

  private HostFiles() {}

  /**
   * The files by their names, {@code "host/masks.bin"}; the same for the same input on any machine.
   *
   * @param watched plan of the hardware; as a host watches no memory, all that is compared is sent
   * @param around what the plan's top is placed in, a bus, say, which the index names; or that top itself
   * @param image that the test bench runs
   */
  public static Map<String, byte[]> of(Plan watched, Block around, TestImage image) {
    var plan = watched.emitting();
    var setup = new Recording(plan.top(), When.RESET);
    plan.setup(setup);
    var one = plan.of(image.bytes());
    var sent = new Recording(plan.top(), When.IMAGE);
    one.send(sent);
    var images = new ArrayList<>(setup.images());
    images.addAll(sent.images());
    var golden = one.golden();
    var brief = brief(watched, setup);
    var index = new Index(plan, around, image, golden, unchanging(plan, image, sent), brief.stream().map(StreamImage::name).toList());
    var files = new LinkedHashMap<String, byte[]>();
    for (var i : images) put(files, index, i);
    for (var i : brief) put(files, index, i.brief());
    one.expected(golden).ifPresent(answer -> answer(files, index, new Bench(plan, images, one.answer(), answer)));
    plan.driver(false).forEach((name, text) -> files.put(FOLDER + "/" + name, text.getBytes(StandardCharsets.UTF_8)));
    files.put(FOLDER + "/streams.json", index.json().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** What is sent after reset in place of that of the same name where results alone are to be answered. */
  private static List<StreamImage> brief(Plan watched, Recording setup) {
    var other = new Recording(watched.top(), When.RESET);
    watched.setup(other);
    var same = setup.same(other);
    return other.images().stream().filter(i -> !same.contains(i.name())).toList();
  }

  /** What another image would be sent the same. */
  private static Set<String> unchanging(Plan plan, TestImage image, Recording sent) {
    var other = image.bytes().clone();
    for (int i = 0; i < other.length; i++) other[i] = (byte) ~other[i];
    var again = new Recording(plan.top(), When.IMAGE);
    plan.of(other).send(again);
    return sent.same(again);
  }

  private static void put(Map<String, byte[]> files, Index index, StreamImage image) {
    files.put(FOLDER + "/" + image.name() + ".hex", image.hex());
    files.put(FOLDER + "/" + image.name() + ".bin", image.bytes());
    index.file(image);
  }

  private static void answer(Map<String, byte[]> files, Index index, Bench bench) {
    for (var i : List.of(bench.expected(), bench.counts())) put(files, index, i);
    var places = ByteBuffer.allocate(4 * bench.answer().places().length).order(ByteOrder.LITTLE_ENDIAN);
    places.asIntBuffer().put(bench.answer().places());
    files.put(FOLDER + "/places.bin", places.array());
    index.regions(bench.answer());
    files.put(FOLDER + "/" + bench.module() + ".v", bench.text().getBytes(StandardCharsets.UTF_8));
    files.put(FOLDER + "/run.sh", bench.script().getBytes(StandardCharsets.UTF_8));
  }
}
