// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimSensing;
import blocks.cim.cimtile.CimTile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import kakure.network.Gate;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.target.Figure;
import kakure.target.Link;
import kakure.target.Plan;
import kakure.target.Ratio;
import kakure.target.RunReport;
import kakure.target.Step;
import kakure.target.Trace;

/** A network on a tile: each layer's weights are loaded macro by macro, and its vectors go through one by one. */
final class CimPlan implements Plan {
  private static final int PATIENCE = 100_000;

  private final Network network;
  private final CimTile tile;
  private final Gating gating;
  private final List<Placed> layers;
  private final List<Node> host;
  private final List<Step> steps;
  private final Optional<Judgement> judged;
  private final Map<String, Decision> decisions;
  private final Reference reference;
  private final long planned;

  /**
   * A plan.
   *
   * @param layers on macros, in the order of the network
   * @param host linear nodes that are not
   * @param expected cycles of each layer's operations
   * @param decisions gates that the tile decides itself, by the layers that they switch
   * @param judged what the placement does on other images than it was fitted on
   * @param reference told of the images that are run
   */
  CimPlan(Network network, CimTile tile, Gating gating, List<Placed> layers, List<Node> host, List<Long> expected, Map<String, Decision> decisions, Optional<Judgement> judged, Reference reference) {
    this.network = network;
    this.tile = tile;
    this.gating = gating;
    this.layers = List.copyOf(layers);
    this.host = List.copyOf(host);
    this.judged = judged;
    this.reference = reference;
    this.decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
    var all = new ArrayList<Step>();
    long sum = decided().stream().mapToLong(d -> d.cycles(tile)).sum();
    for (int l = 0; l < layers.size(); l++) {
      all.add(step(layers.get(l), expected.get(l)));
      sum += expected.get(l) + loading(layers.get(l));
    }
    this.steps = List.copyOf(all);
    this.planned = sum;
  }

  /** Commands of a layer, a cycle each: cells, rows and units of its tiles, then for each vector its channels, and two cycles around each operation. */
  private long loading(Placed layer) {
    long cycles = 0;
    for (var t : layer.tiles()) {
      long channels = t.rows().stream().filter(r -> !r.empty()).mapToInt(r -> r.channel()).distinct().count();
      cycles += 2L * tile.rows() + tile.shape().units() + (decision(layer).isPresent() ? layer.deciding(tile) : 1) + layer.vectors().count() * (channels + 3);
    }
    return cycles;
  }

  private Step step(Placed p, long expected) {
    var shape = tile.shape();
    double ideal = p.macs() * (double) tile.bits() / (shape.rows() * (double) shape.pairs());
    long unitOperations = (long) p.operations() * shape.units();
    return new Step(p.node().name(), p.macs(), ideal, expected, List.of(
        new Figure("map", "map", p.vectors().in() + " -> " + p.vectors().out(), ""),
        new Figure("tiles", "tiles", p.tiles().size(), ""),
        new Figure("pattern", "pattern", p.mapping().pattern(), ""),
        new Figure("modes", "modes", p.tiles().stream().flatMap(t -> t.modes().stream()).distinct().sorted().map(m -> m.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" ")), ""),
        new Figure("unitsUsed", "units used", p.mapping().unitsUsed(), ""),
        new Figure("unitsZero", "without weights", p.mapping().unitsZero(), ""),
        new Figure("operations", "operations", p.operations(), ""),
        new Figure("unitBits", "", unitOperations * tile.bits(), "")));
  }

  /** The gate that switches a layer and is decided by the tile. */
  Optional<Decision> decision(Placed layer) {
    return Optional.ofNullable(decisions.get(layer.node().name()));
  }

  /** Those that are decided, in the order of an image: one is kept while the layers behind it are switched by it. */
  private List<Decision> decided() {
    var all = new ArrayList<Decision>();
    for (var layer : layers) decision(layer).filter(d -> all.isEmpty() || !all.get(all.size() - 1).equals(d)).ifPresent(all::add);
    return all;
  }

  Network network() {
    return network;
  }

  Gating gating() {
    return gating;
  }

  /** What the images that were run would have taken elsewhere. */
  Reference reference() {
    return reference;
  }

  /** Layers on macros. */
  List<Placed> layers() {
    return layers;
  }

  Map<String, Placed> byName() {
    var all = new LinkedHashMap<String, Placed>();
    layers.forEach(l -> all.put(l.node().name(), l));
    return all;
  }

  /** Whether sums are the exact ones. */
  boolean exact() {
    return tile.sensing() == CimSensing.DIGITAL;
  }

  /** Answers of an image: of the operation that switches all off, and of each of the layers'. */
  long answers() {
    return 1 + layers.stream().mapToLong(Placed::operations).sum();
  }

  void refuseOtherSize(byte[] image) {
    if (image.length != network.input().elements()) throw new IllegalArgumentException("an image of " + image.length + " bytes, but the network reads " + network.input());
  }

  @Override
  public CimTile top() {
    return tile;
  }

  @Override
  public String extent() {
    return CimTarget.extent(tile);
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public long plannedCycles() {
    return planned;
  }

  @Override
  public List<String> summary() {
    return List.of(String.format(Locale.ROOT, "macro of %s (rows x columns / segments x groups), gating %s: %d cycles per image, %d macro loads, %d operations", extent(), gating.word(), planned,
        layers.stream().mapToInt(l -> l.tiles().size()).sum(), layers.stream().mapToLong(Placed::operations).sum()));
  }

  @Override
  public String details() {
    return judged.map(Judgement::text).orElse("");
  }

  @Override
  public Map<String, Object> keys() {
    return judged.map(Judgement::keys).orElseGet(LinkedHashMap::new);
  }

  @Override
  public List<String> remarks() {
    var lines = new ArrayList<String>();
    if (!decisions.isEmpty()) lines.add("decided by the tile's own channel gate: " + decisions.values().stream().map(d -> d.gate().name()).distinct().collect(Collectors.joining(", ")));
    if (!host.isEmpty()) lines.add("not on macros, but the host's: " + host.stream().map(Node::name).collect(Collectors.joining(", ")));
    return lines;
  }

  @Override
  public List<Ratio> ratios() {
    return List.of();
  }

  @Override
  public List<String> remarks(RunReport report) {
    var lines = new ArrayList<>(CimReport.lines(this, report));
    lines.addAll(remarks());
    return lines;
  }

  @Override
  public Map<String, Object> keys(RunReport report) {
    return CimReport.keys(this, report);
  }

  @Override
  public List<String> counters() {
    return CimImage.Counters.KEYS;
  }

  @Override
  public void setup(Link link) {
    // an image brings all that it needs
  }

  @Override
  public CimImage of(byte[] image) {
    return new CimImage(this, image);
  }

  /** The class, where the logits come from the tile; the host's own layers are not what is run. */
  @Override
  public OptionalInt label(Trace trace) {
    var last = network.output().name();
    if (layers.isEmpty() || !layers.get(layers.size() - 1).node().name().equals(last)) return OptionalInt.empty();
    return OptionalInt.of(network.label(trace.tensor(last).values()));
  }

  @Override
  public int patience() {
    return PATIENCE;
  }

  /** Linear nodes that read bytes go on macros; those that decide a gate have weights of 8 bits and are the channel gate's. */
  static boolean fits(Network network, Node node) {
    return node.op() instanceof Linear && network.result(node.inputs().get(0)).isU8() && network.readers(node.name()).stream().noneMatch(r -> r.op() instanceof Gate && r.inputs().get(1).equals(node.name()));
  }
}
