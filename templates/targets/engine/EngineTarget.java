// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.bus.onbus.OnBus;
import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.kernel.Ranges;
import kakure.network.Network;
import kakure.spec.Parameters;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.Study;
import kakure.target.Target;

/** The hidden-network engine: {@code --array} and {@code --group} are its extent; its memories follow the network, {@code --fit} and {@code --set}. */
public final class EngineTarget implements Target {
  static final String ARRAY = "--array";
  static final String GROUP = "--group";
  static final String FIT = "--fit";
  static final String KEEP = "--keep";
  static final String SIZE = "--elements";
  private static final String USUAL = "16x8x32";
  /** Parameters of the engine that the options say. */
  private static final List<String> EXTENTS = List.of("tci", "pixels", "tco", "group");
  private static final int ELEMENTS = 4096;
  private static final Pattern EXTENT = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String summary() {
    return "hidden networks, layer by layer, without a stored weight";
  }

  @Override
  public Optional<String> published() {
    return Optional.of("Hiddenite, 4,096 elements, ISSCC 2022: 34.8 (CIFAR-100) to 16.0 TOPS/W (ImageNet) at 40 nm, on silicon: with wires, memories and leakage, at a voltage, and by a count of masked weights, that are not known here");
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option(ARRAY, "AxBxC", "Input channels x pixels x output channels of the engine (" + USUAL + ")."),
        new Option(GROUP, "G", "Input channels that an element serves: 1 (the free array), 2, 4 or 8, for masks that keep one weight of G (1)."),
        Option.flag(FIT, "Memories as small as the model allows, and no multipliers and no decoder of codes where that costs 2% or less; without it memories are as large as usual, or larger where the model needs it. What --set says holds."),
        Option.flag(KEEP, "Masks and constants stay on the chip, in memories as large as the model needs: a host sends them once after a reset, not for every image."),
        new Option(SIZE, "N", "Rank every split of N elements (" + ELEMENTS + "): with 'plan', as --array all does."));
  }

  @Override
  public List<Option> generateOptions() {
    return BusChoice.OPTIONS;
  }

  @Override
  public Block around(Block top, Given given) {
    return BusChoice.around((Engine) top, given);
  }

  @Override
  public Map<String, String> beside(Block top) {
    return top instanceof OnBus bus ? BusFiles.of(bus) : Map.of();
  }

  @Override
  public Engine top(Given given) {
    if (given.option(SIZE).isPresent()) throw new BadInput(SIZE + " ranks arrays: it belongs to 'plan', in place of " + ARRAY + " AxBxC");
    String extent = given.option(ARRAY).orElse(USUAL);
    var match = EXTENT.matcher(extent);
    if (!match.matches()) throw new BadInput(ARRAY + " " + extent + ": give input channels x pixels x output channels, as in " + USUAL);
    int group = given.option(GROUP).map(EngineTarget::group).orElse(1);
    try {
      var usual = Engine.of(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)), group);
      Parameters.known(given.parameters(), Parameters.of(usual).keySet().stream().filter(name -> !EXTENTS.contains(name)).toList());
      return Parameters.with(usual, oneof(given.parameters()));
    } catch (IllegalArgumentException e) {
      throw new BadInput((given.option(ARRAY).isPresent() ? ARRAY + " " + extent + ": " : "") + e.getMessage(), e);
    }
  }

  @Override
  public Engine top(Given given, Network network) {
    boolean fit = given.option(FIT).isPresent();
    var fitted = Needs.fitted(top(given), network, given.parameters().keySet(), fit);
    var engine = fit ? Frugal.of(fitted, network, given.parameters().keySet()) : fitted;
    return given.option(KEEP).isPresent() ? Kept.of(engine, network, given.parameters().keySet()) : engine;
  }

  /** No multipliers, no decoder of codes, streams at half the rate. */
  @Override
  public Given spare(Given given) {
    var said = given.parameters().keySet();
    boolean coded = said.contains("masks") || said.contains("oneof") || given.option(GROUP).isPresent();
    var spare = said.contains("serial") ? given : given.set("serial", "true");
    spare = said.contains("halfRate") ? spare : spare.set("halfRate", "true");
    return coded ? spare : spare.set("masks", "plain");
  }

  /** Beside the elements, of which all splits have as many, signs and sums cost most: a lane of signs about as much as three sums. */
  @Override
  public List<Candidate> sized(Given given, int elements) {
    int group = given.option(GROUP).map(EngineTarget::group).orElse(1);
    var costs = new TreeMap<Integer, List<Candidate>>();
    for (int tci = Math.min(elements, Engine.MAX_TCI); tci >= 1; tci--) {
      if (elements % tci != 0 || tci % group != 0) continue;
      for (int pixels = 1; pixels <= 2; pixels++) {
        int tco = elements / tci / pixels;
        String extent = tci + "x" + pixels + "x" + tco;
        boolean legal = tci * pixels * tco == elements && tco <= Engine.MAX_TCO && tci * tco <= Engine.MAX_PAIRS;
        if (legal) costs.computeIfAbsent(3 * tci + pixels * tco, cost -> new ArrayList<>()).add(new Candidate(extent, drained(given, tci, tco).with(ARRAY, extent).with(FIT, "true")));
      }
    }
    return costs.values().stream().flatMap(List::stream).toList();
  }

  /** Serial requantisers are as many as channels are drained: two at most, as a word of a small part's memory holds as many. */
  private static Given drained(Given given, int tci, int tco) {
    boolean serial = "true".equals(given.parameters().get("serial"));
    return serial && !given.parameters().containsKey("drain") ? given.set("drain", tci % 2 == 0 && tco % 2 == 0 ? "2" : "1") : given;
  }

  @Override
  public boolean sizeOpen(Given given) {
    return given.option(ARRAY).isEmpty() && given.option(SIZE).isEmpty();
  }

  /** Where masks are sent as they are, no kind but that is understood. */
  private static Map<String, String> oneof(Map<String, String> given) {
    if (!"plain".equals(given.get("masks")) || given.containsKey("oneof")) return given;
    var all = new LinkedHashMap<>(given);
    all.put("oneof", "1");
    return all;
  }

  private static int size(String text) {
    int most = Engine.MAX_PAIRS * Engine.MAX_PIXELS;
    try {
      return Ranges.check(SIZE, Integer.parseInt(text), 1, most);
    } catch (IllegalArgumentException e) {
      throw new BadInput(SIZE + " " + text + ": give a number from 1 to " + most, e);
    }
  }

  private static int group(String text) {
    try {
      return Ranges.oneOf(GROUP, Integer.parseInt(text), 1, 2, 4, 8);
    } catch (NumberFormatException e) {
      throw new BadInput(GROUP + " " + text + ": give 1, 2, 4 or 8", e);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  @Override
  public void refuse(Network untrained) {
    Planner.untrained(untrained, Needs.fitted(Engine.of(64, Engine.MAX_PIXELS, Engine.MAX_TCO), untrained, Set.of(), true));
  }

  /** Every way to write the number of elements as input channels x pixels x output channels that an engine can have. */
  @Override
  public List<Candidate> candidates(Given given) {
    boolean all = given.option(ARRAY).equals(Optional.of("all")), sized = given.option(SIZE).isPresent();
    if (!all && !sized) return List.of();
    if (!all && given.option(ARRAY).isPresent()) throw new BadInput(SIZE + " ranks every split, " + ARRAY + " " + given.option(ARRAY).get() + " is one: give one of them");
    int size = given.option(SIZE).map(EngineTarget::size).orElse(ELEMENTS);
    var splits = new ArrayList<Candidate>();
    for (int tci = 1; tci <= Engine.MAX_TCI; tci++) {
      for (int pixels = 1; pixels <= Engine.MAX_PIXELS && tci * pixels <= size; pixels++) {
        int tco = size / (tci * pixels);
        String extent = tci + "x" + pixels + "x" + tco;
        if (tco <= Engine.MAX_TCO && tci * pixels * tco == size && tci * tco <= Engine.MAX_PAIRS) splits.add(new Candidate(extent, given.without(SIZE).with(ARRAY, extent)));
      }
    }
    if (splits.isEmpty()) throw new BadInput(SIZE + " " + size + ": no engine has as many; give a product of small numbers, such as " + Integer.highestOneBit(size));
    return splits;
  }

  @Override
  public Plan plan(Network network, Block top) {
    return new EngineRun(Planner.plan(network, (Engine) top));
  }

  @Override
  public List<Study> studies() {
    return List.of(new KindsStudy(this));
  }

  @Override
  public List<Object> commands() {
    return List.of(new BenchAreaCommand(), new BenchBitsCommand(), new BenchLayersCommand(), new BenchMasksCommand());
  }
}
