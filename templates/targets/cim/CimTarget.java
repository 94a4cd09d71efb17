// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimPhases;
import blocks.cim.CimSensing;
import blocks.cim.cimmacro.CimMacro;
import blocks.cim.cimtile.CimTile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.spec.Parameters;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.PlanException;
import kakure.target.Study;
import kakure.target.Target;
import targets.cim.Calibration.Unplaced;
import targets.cim.mapper.Totals;
import targets.cim.mapper.Gates;
import targets.cim.mapper.LayerWeights;
import targets.cim.mapper.Mapper;
import targets.cim.mapper.Mapping;

/** SRAM computing-in-memory: {@code --set} is the macro and its phases, {@code --place}, {@code --calibrate} and {@code --macros} say how layers lie on it, {@code --gating} how deep it switches off. */
public final class CimTarget implements Target {
  static final String PLACE = "--place";
  static final String CALIBRATE = "--calibrate";
  static final String MACROS = "--macros";
  static final String GATES = "--gates";
  /** 16 segments of the 9 rows of a 3x3 channel, 16 outputs in 2 groups. */
  private static final CimTile USUAL = CimTile.of(new CimMacro(144, 32, 16, 2, CimSensing.DIGITAL, 5, 31, 0, 1), 8, new CimPhases(1, 0, 1, 1, 1, 4), 1, 1);

  @Override
  public String name() {
    return "cim";
  }

  @Override
  public String summary() {
    return "computing in SRAM macros whose empty parts are switched off";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(PLACE, "HOW", "permuted: channels and outputs lie so that as much as possible is off together; natural: in the order of their numbers (permuted)."),
        new Option(CALIBRATE, "PATH", "Images by whose gates and values they are placed, as --data takes them, of their training part; without it by the weights alone."),
        new Option(MACROS, "N", "Macro loads that the network may take in all (any number)."),
        new Option(Gating.OPTION, "HOW", "none; skip: bits without a 1; held: also units without weights, closed channels and unwanted outputs; off: these lose their supply (off)."),
        new Option(GATES, "WHERE", "Who decides channel gates. host: it sends them; tile: the tile's own channel gate, of weights and maps that it is sent; needs gating held or off (host)."));
  }

  @Override
  public CimTile top(Given given) {
    natural(given);
    macros(given);
    decides(given);
    return with(USUAL, given);
  }

  /** Its input buffer takes the layers' channels and taps. */
  @Override
  public CimTile top(Given given, Network network) {
    var tile = top(given);
    var layers = unplaced(network);
    if (layers.isEmpty()) throw new PlanException("no layer of the network reads bytes: there is nothing for a macro");
    int channels = layers.values().stream().mapToInt(Unplaced::channels).max().orElseThrow(), taps = layers.values().stream().mapToInt(l -> l.vectors().window().taps()).max().orElseThrow();
    var sized = new LinkedHashMap<String, String>();
    sized.put("channels", Integer.toString(channels));
    sized.put("taps", Integer.toString(taps));
    if (decides(given)) sized.putAll(Decision.sizes(decisions(network, layers).values(), channels));
    sized.keySet().removeAll(given.parameters().keySet());
    try {
      return Parameters.with(tile, sized);
    } catch (IllegalArgumentException e) {
      throw new PlanException("the input buffer cannot hold the network's vectors: " + e.getMessage());
    }
  }

  @Override
  public void refuse(Network untrained) {
    top(Given.NOTHING, untrained);
    unplaced(untrained).keySet().forEach(name -> LayerWeights.refuse(untrained.node(name)));
  }

  private static CimTile with(CimTile tile, Given given) {
    try {
      return Parameters.with(tile, given.parameters());
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  private static boolean natural(Given given) {
    var how = given.option(PLACE).orElse("permuted");
    if (!how.equals("natural") && !how.equals("permuted")) throw new BadInput(PLACE + " " + how + ": must be permuted or natural");
    return how.equals("natural");
  }

  private static Gating gating(Given given) {
    return Gating.parse(given.option(Gating.OPTION).orElse("off"));
  }

  /** Whether gates are the tile's. */
  private static boolean decides(Given given) {
    var where = given.option(GATES).orElse("host");
    if (!where.equals("host") && !where.equals("tile")) throw new BadInput(GATES + " " + where + ": must be host or tile");
    var gating = gating(given);
    if (where.equals("tile") && !gating.gates()) throw new BadInput(GATES + " tile needs " + Gating.OPTION + " held or off: with " + gating.word() + " no gate counts");
    return where.equals("tile");
  }

  /** By layer, the gate that a tile decides. */
  private static Map<String, Decision> decisions(Network network, Map<String, Unplaced> layers) {
    var all = new LinkedHashMap<String, Decision>();
    for (var l : layers.values()) Decision.of(network, l.switches()).ifPresent(d -> all.put(l.name(), d));
    if (all.isEmpty()) throw new PlanException(GATES + " tile: no layer has a gate of an average, a requantised layer and one that is compared, both of weights of 8 bits; leave it out");
    return all;
  }

  private static int macros(Given given) {
    var n = given.option(MACROS).orElse(Integer.toString(Integer.MAX_VALUE));
    if (!n.matches("[1-9]\\d{0,9}") || Long.parseLong(n) > Integer.MAX_VALUE) throw new BadInput(MACROS + " " + n + ": give a number of 1 or more");
    return Integer.parseInt(n);
  }

  /** The power intent, in the scope of the tile. */
  @Override
  public Map<String, String> beside(Block top) {
    var tile = (CimTile) top;
    return Map.of(tile.moduleName() + ".upf", Upf.of(tile.shape(), "u_controller", "u_macro").text());
  }

  @Override
  public List<Study> studies() {
    return List.of(new StoreStudy(this), new PatternStudy(this));
  }

  @Override
  public List<Object> commands() {
    return List.of(new AnalogCommand(), new BenchControllerCommand(), new BenchCimMapCommand());
  }

  static String extent(CimTile t) {
    return t.rows() + "x" + t.columns() + "/" + t.segments() + "x" + t.groups();
  }

  @Override
  public Plan plan(Network network, Block top) {
    return plan(network, top, Given.NOTHING);
  }

  @Override
  public Plan plan(Network network, Block top, Given given) {
    return plan(network, (CimTile) top, given, given.option(CALIBRATE).map(path -> Calibration.images(path, network)).orElse(List.of()));
  }

  /** The same with the images at hand by which layers are placed. */
  CimPlan plan(Network network, CimTile tile, Given given, List<byte[]> images) {
    if (tile.noise() > 0) throw new PlanException("noise = " + tile.noise() + ": what a converter reads depends on all it read before, and images are run side by side; take noise=0 here");
    var layers = unplaced(network);
    refuseWider(tile, layers);
    var weights = new ArrayList<LayerWeights>();
    layers.keySet().forEach(name -> weights.add(LayerWeights.of(network.node(name), network.seed())));
    var calibration = images.isEmpty() ? Optional.<Calibration>empty() : Optional.of(Calibration.of(images, network, layers));
    var gates = weights.stream().map(w -> calibration.map(c -> c.fitted().get(w.name())).orElseGet(() -> Gates.none(w))).toList();
    var mappings = mappings(tile, weights, gates, given);
    var gating = gating(given);
    var placed = new ArrayList<Placed>();
    var expected = new ArrayList<Long>();
    int l = 0;
    for (var layer : layers.values()) {
      var one = new Placed(network.node(layer.name()), layer.vectors(), layer.switches(), mappings.get(l));
      placed.add(one);
      expected.add(expected(one, gates.get(l), tile, gating));
      l++;
    }
    var decisions = decides(given) ? decisions(network, layers) : Map.<String, Decision>of();
    decisions.values().forEach(d -> d.check(tile));
    var decided = decisions.values().stream().flatMap(d -> d.nodes().stream()).toList();
    var host = network.nodes().stream().filter(n -> n.op() instanceof Linear && !layers.containsKey(n.name()) && !decided.contains(n.name())).toList();
    var mapper = new Mapper(tile.shape(), tile.phases());
    var judged = calibration.map(c -> new Judgement(mapper, mappings, c));
    var fitted = new LinkedHashMap<String, Gates>();
    for (int w = 0; w < weights.size(); w++) fitted.put(weights.get(w).name(), gates.get(w));
    return new CimPlan(network, tile, gating, placed, host, expected, decisions, judged, new Reference(mapper, fitted, gating.depth()));
  }

  private static List<Mapping> mappings(CimTile tile, List<LayerWeights> weights, List<Gates> gates, Given given) {
    var mapper = new Mapper(tile.shape(), tile.phases(), macros(given), tile.macro().analog() ? 0 : tile.shape().widestPattern());
    if (!natural(given)) return mapper.map(weights, gates);
    var all = new ArrayList<Mapping>();
    for (int l = 0; l < weights.size(); l++) all.add(mapper.natural(weights.get(l), gates.get(l)));
    return all;
  }

  /** Cycles of a layer's operations: as the calibration images have them; without these of vectors of ones, of which each tile's first brings the power up. */
  private static long expected(Placed layer, Gates gates, CimTile tile, Gating gating) {
    var depth = gating.depth();
    if (!gates.operations().isEmpty()) {
      var activity = Totals.of(layer.mapping(), gates, tile.phases(), depth);
      return Math.round(activity.cycles() * (double) layer.operations() / activity.operations());
    }
    var ones = new byte[layer.mapping().layer().inputs() * layer.mapping().layer().taps()];
    Arrays.fill(ones, (byte) -1);
    var one = new Gates.Operation(0, ones);
    long first = Totals.of(layer.mapping(), new Gates(gates.inputs(), gates.outputs(), List.of(one)), tile.phases(), depth).cycles();
    long both = Totals.of(layer.mapping(), new Gates(gates.inputs(), gates.outputs(), List.of(one, one)), tile.phases(), depth).cycles();
    return first + (layer.vectors().count() - 1) * (both - first);
  }

  private static void refuseWider(CimTile tile, Map<String, Unplaced> layers) {
    for (var l : layers.values()) {
      if (l.channels() > tile.channels()) throw new PlanException(l.name() + " reads " + l.channels() + " channels, the input buffer holds " + tile.channels() + ": --set channels=" + l.channels());
      if (l.vectors().window().taps() > tile.taps()) throw new PlanException(l.name() + " has " + l.vectors().window().taps() + " taps, the input buffer holds " + tile.taps() + ": --set taps=" + l.vectors().window().taps());
    }
    if (tile.bits() != Byte.SIZE) throw new PlanException("bits = " + tile.bits() + ": activations have 8 bits, leave it out");
    long most = Math.max(tile.controller().bound() * (long) tile.shape().units(), (long) tile.rows() * tile.bits());
    int needed = Long.SIZE - Long.numberOfLeadingZeros(most);
    if (tile.counterBits() < needed) throw new PlanException("counterBits = " + tile.counterBits() + ": an operation may count " + most + ": --set counterBits=" + needed);
  }

  /** Layers for macros, in the order in which an image meets them: a gate is decided before what it switches. */
  static Map<String, Unplaced> unplaced(Network network) {
    var all = new LinkedHashMap<String, Unplaced>();
    var seen = new LinkedHashSet<String>(Set.of(Network.IMAGE));
    for (var node : network.nodes()) visit(network, node, seen, all);
    return all;
  }

  private static void visit(Network network, Node node, Set<String> seen, Map<String, Unplaced> to) {
    if (seen.contains(node.name())) return;
    for (var input : node.inputs()) if (!seen.contains(input)) visit(network, network.node(input), seen, to);
    if (CimPlan.fits(network, node)) {
      var switches = Switches.of(network, node);
      for (var decision : switches.decisions()) visit(network, network.node(decision), seen, to);
      to.put(node.name(), new Unplaced(node.name(), node.inputs().get(0), Vectors.of((Linear) node.op(), network.result(node.inputs().get(0)).shape()), switches));
    }
    seen.add(node.name());
  }
}
