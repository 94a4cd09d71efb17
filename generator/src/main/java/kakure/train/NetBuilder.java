// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import kakure.golden.SignGenerator;
import kakure.network.Network;

/** Makes the layers of a network, in the order in which they are computed. */
final class NetBuilder {
  private final TrainConfig config;
  private final List<Part> parts;
  private final GateReward reward;
  private final Noise noise;
  private final Products products;
  private final Kernels kernels;
  private final List<TrainLayer> layers = new ArrayList<>();
  private int number;
  private int groups;
  /** The layer that is read next, its maps, its name and the real value of its steps. */
  private TrainLayer previous;
  private TrainLayer.Maps maps;
  private String read = Network.IMAGE;
  private float step = Net.PIXEL;

  NetBuilder(TrainConfig config, List<Part> parts, GateReward reward, Noise noise, Products products, Kernels kernels) {
    this.config = config;
    this.parts = parts;
    this.reward = reward;
    this.noise = noise;
    this.products = products;
    this.kernels = kernels;
  }

  List<TrainLayer> layers(TrainLayer.Maps image) {
    maps = image;
    groups = image.values().length;
    List<NetSpec.Item> items = config.net().layers();
    for (int i = 0; i < items.size(); i++) {
      NetSpec.Item item = items.get(i);
      int border = i + 1 == items.size() ? 0 : items.get(i + 1).pad();
      if (item.block()) block("block" + i, border);
      else plain(i + 1 == items.size(), border);
    }
    return layers;
  }

  private void plain(boolean last, int border) {
    Part part = parts.get(number);
    LinearLayer layer = linear(part, read, step, LinearLayer.Role.of(part.pooled(), border), previous, maps, last);
    next(layer, part.name());
  }

  /** Average, squeeze and decide only where there are gates. */
  private void block(String name, int border) {
    boolean gates = config.gates().inside();
    TrainLayer.Maps in = maps;
    TrainLayer before = previous;
    LinearLayer squeeze = null;
    if (gates) {
      String average = name + ".average";
      AverageLayer sums = new AverageLayer(average, read, previous, in);
      layers.add(sums);
      float mean = Net.STEP / (in.layout().height() * in.layout().width());
      squeeze = linear(parts.get(number), average, mean, LinearLayer.Role.of(false, 0), sums, sums.output(), false);
      before = null;
    }
    Part firstPart = parts.get(number);
    LinearLayer first = linear(firstPart, read, step, new LinearLayer.Role(false, false, true, gates ? 0 : 1), before, in, false);
    TrainLayer gated = first;
    String gatedName = firstPart.name();
    if (gates) {
      Part decidePart = parts.get(number);
      LinearLayer decide = linear(decidePart, name + ".squeeze", step, new LinearLayer.Role(false, true, false, 0), squeeze, squeeze.output(), false);
      gatedName = name + ".gate";
      gated = new GateLayer(gatedName, firstPart.name(), decidePart.name(), first, decide, reward, 1);
      layers.add(gated);
    }
    Part secondPart = parts.get(number);
    LinearLayer second = linear(secondPart, gatedName, step, new LinearLayer.Role(false, true, false, 0), gated, gated.output(), false);
    LinearLayer shortcut = null;
    if (number < parts.size() && parts.get(number).role() == Part.Role.SHORTCUT) shortcut = linear(parts.get(number), read, step, new LinearLayer.Role(false, false, true, 0), null, in, false);
    AddLayer add = new AddLayer(name + ".add", secondPart.name(), shortcut == null ? read : name + ".shortcut", second, shortcut, in, border);
    layers.add(add);
    next(add, name + ".add");
  }

  private void next(TrainLayer layer, String name) {
    previous = layer;
    maps = layer.output();
    read = name;
    step = Net.STEP;
  }

  private LinearLayer linear(Part part, String input, float inputStep, LinearLayer.Role role, TrainLayer before, TrainLayer.Maps in, boolean last) {
    Weights weights = weights(part, number);
    Statistics statistics = last ? null : new Statistics(groups, weights.outputs, (double) weights.magnitude() * inputStep, part.role() == Part.Role.DECIDE ? 1 : Net.STEP);
    if (config.recipe().learnt() && statistics != null && part.role() != Part.Role.DECIDE) statistics.affine = new Affine(weights.outputs);
    LinearLayer layer = new LinearLayer(new LinearLayer.Named(part.name(), input, number, inputStep, Net.STEP), part.geometry(), role, weights, statistics, before, in, products, kernels);
    layer.folded = part.item().folded();
    if (config.noise().ones() > 0 && weights.lines() > 0) layer.noise = new SumNoise(noise, number, part.geometry(), in.layout(), weights, groups);
    number++;
    layers.add(layer);
    return layer;
  }

  private Weights weights(Part part, int l) {
    Geometry g = part.geometry();
    int outputs = g.out().channels();
    boolean folded = part.item().folded();
    int inputs = folded ? g.in().channels() * g.taps() : g.in().channels();
    int taps = folded ? 1 : g.taps();
    Sequence random = new Sequence(config.seed(), l + 1);
    if (part.role() == Part.Role.SQUEEZE || part.role() == Part.Role.DECIDE) return new LevelWeights(outputs, inputs, taps, random, Levels.BYTE, RewardConfig.NONE);
    if (config.weights() == WeightKind.PROGRESSIVE) return new PlaneWeights(outputs, inputs, taps, random, config.ladder().bits(), l == parts.size() - 1);
    if (config.weights() == WeightKind.TRICHROMATIC) return new ThreeScores(outputs, inputs, taps, random, config.density());
    if (config.weights() != WeightKind.HIDDEN) return new LevelWeights(outputs, inputs, taps, random, config.weights().levels(), config.reward());
    return new Scores(outputs, inputs, taps, new SignGenerator(SignGenerator.base(config.seed(), l), inputs), random, config.density(), part.item().mask(config.mask()), config.recipe().global());
  }
}
