// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import kakure.Sha256;
import kakure.emit.Json;
import kakure.kernel.Block;
import kakure.target.Answer;
import kakure.target.Plan;
import kakure.target.Trace;
import kakure.target.Transactions;

/** {@code streams.json}: which file is which stream's, how wide a word is and where its ports lie, and when it is sent. */
final class Index {
  private final Plan plan;
  private final Map<String, Object> root = new LinkedHashMap<>();
  private final List<Object> files = new ArrayList<>();
  private final Set<String> unchanging;
  private final List<String> replaced;

  /**
   * An index without files.
   *
   * @param golden trace of the image
   * @param around what the plan's top is placed in, or that top itself
   * @param unchanging names of what is sent the same for every image
   * @param replaced names of what others may be sent in place of; the answer is that to these
   */
  Index(Plan plan, Block around, TestImage image, Trace golden, Set<String> unchanging, List<String> replaced) {
    this.plan = plan;
    this.unchanging = unchanging;
    this.replaced = replaced;
    root.put("format", 1);
    root.put("top", plan.top().moduleName());
    if (!around.moduleName().equals(plan.top().moduleName())) root.put("around", around.moduleName());
    root.put("image", image(image, plan.label(golden)));
    root.put("hardware", plan.host());
    root.put("streams", streams());
    root.put("files", files);
  }

  private static Map<String, Object> image(TestImage image, OptionalInt label) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("source", image.source());
    keys.put("bytes", image.bytes().length);
    keys.put("sha256", Sha256.hex(image.bytes()));
    if (label.isPresent()) keys.put("label", label.getAsInt());
    return keys;
  }

  private Map<String, Object> streams() {
    var all = new LinkedHashMap<String, Object>();
    for (var s : plan.top().streams()) {
      var layout = Transactions.of(plan.top(), s.name());
      var ports = new ArrayList<Object>();
      for (int i = 0; i < layout.ports().size(); i++) {
        var port = new LinkedHashMap<String, Object>();
        port.put("port", layout.ports().get(i).name());
        port.put("lsb", 8 * layout.offset(i));
        port.put("width", layout.ports().get(i).width());
        ports.add(port);
      }
      var stream = new LinkedHashMap<String, Object>();
      stream.put("dir", s.dir().name().toLowerCase(Locale.ROOT));
      stream.put("valid", s.valid());
      stream.put("ready", s.ready());
      stream.put("width", 8 * layout.bytes());
      stream.put("ports", ports);
      all.put(s.name(), stream);
    }
    return all;
  }

  /** Adds a stream's two files; their hashes are in {@code design.json}. */
  void file(StreamImage image) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", image.name());
    keys.put("stream", image.stream());
    keys.put("when", image.when().text);
    if (image.when() == StreamImage.When.INSTEAD) keys.put("insteadOf", image.name().substring(0, image.name().length() - StreamImage.BRIEF.length()));
    if (image.when() == StreamImage.When.ANSWER && !replaced.isEmpty()) keys.put("of", replaced);
    if (image.when() == StreamImage.When.IMAGE) keys.put("changes", !unchanging.contains(image.name()));
    keys.put("words", image.words());
    keys.put("width", image.width());
    keys.put("bytes", image.bytes().length);
    keys.put("bin", image.name() + ".bin");
    keys.put("hex", image.name() + ".hex");
    files.add(keys);
  }

  /** What the values of the answer are. */
  void regions(Answer answer) {
    var all = new ArrayList<Object>();
    int first = 1;
    for (var r : answer.regions()) {
      var keys = new LinkedHashMap<String, Object>();
      keys.put("title", r.title());
      keys.put("first", first);
      keys.put("channels", r.shape().channels());
      keys.put("height", r.shape().height());
      keys.put("width", r.shape().width());
      all.add(keys);
      first += r.shape().elements();
    }
    var keys = new LinkedHashMap<String, Object>();
    keys.put("bin", "places.bin");
    keys.put("bytes", 4 * answer.places().length);
    root.put("places", keys);
    root.put("regions", all);
  }

  String json() {
    return Json.write(root);
  }
}
