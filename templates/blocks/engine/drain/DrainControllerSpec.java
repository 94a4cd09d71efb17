// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import blocks.engine.Counts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Side;
import kakure.spec.Stimulus;

/**
 * Checks of {@link DrainController}: one of everything, no number a power of two, several channels a beat, rows of several parts, addresses wider than a tile's number; all
 * modes, maps of one column and wider than a tile, tiles with nothing to write, groups cut short. Law: every pixel is written once, from the lane it is in.
 */
public final class DrainControllerSpec implements BlockSpec<DrainController> {
  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String summary() {
    return "order of the write side: which channels of a tile drain when, and where their pixels go";
  }

  @Override
  public DrainController usual() {
    return new DrainController(4, 8, 8, 2, 8);
  }

  @Override
  public List<DrainController> corners() {
    return List.of(
        new DrainController(1, 1, 1, 1, 2), new DrainController(6, 5, 4, 2, 6), new DrainController(9, 3, 12, 3, 19), new DrainController(5, 2, 7, 1, 16),
        new DrainController(3, 11, 3, 3, 8), new DrainController(4, 8, 8, 2, 10), new DrainController(6, 5, 4, 2, 6, true), new DrainController(3, 4, 6, 3, 9, true), new DrainController(2, 1, 3, 1, 5, true),
        new DrainController(1, 1, 1, 1, 14, new Counts(5, 10, 7, 24, 0)), new DrainController(4, 1, 4, 2, 6, new Counts(6, 5, 4, 24, 0)), new DrainController(6, 5, 4, 2, 6, new Counts(8, 7, 5, 32, 1)),
        new DrainController(4, 3, 2, 2, 20, new Counts(9, 12, 6, 32, 1)), new DrainController(2, 5, 8, 2, 8, false, true, Counts.USUAL), new DrainController(6, 4, 9, 3, 9, true, true, Counts.USUAL),
        new DrainController(1, 1, 6, 1, 6, true, true, new Counts(6, 5, 5, 24, 0)), new DrainController(4, 2, 2, 1, 7, false, true, Counts.USUAL));
  }

  @Override
  public DrainController random(SplittableRandom rng) {
    int drain = rng.nextInt(1, 5), beats = rng.nextInt(1, 5);
    return new DrainController(drain * rng.nextInt(1, 4), rng.nextInt(1, 14), drain * beats, drain, rng.nextInt(2, 21), rng.nextInt(3) == 0, beats > 1 && rng.nextInt(3) == 0,
        rng.nextBoolean() ? Counts.USUAL : new Counts(rng.nextInt(6, 11), rng.nextInt(6, 17), rng.nextInt(5, 17), 32, 1));
  }

  @Override
  public Model golden(DrainController block) {
    return new DrainModel(block);
  }

  @Override
  public Optional<Side> side(DrainController block) {
    return Optional.of(new DrainSide(block));
  }

  @Override
  public Stimulus stimulus(DrainController block, long seed, int n) {
    return new DrainStimulus(block, seed).cycles(n);
  }

  @Override
  public List<Law> laws() {
    return List.of(
        new Law("by pairs, every pixel of the map is in one segment, at lane p mod pixels of tile p div pixels", DrainControllerSpec::everyPixelOnce),
        Law.equal("read back for three channels, two a row, of tile 1, from row 10 on, four rows to a group of channels: the rows", () -> "11 11 15", DrainControllerSpec::readBack),
        Law.equal("windows of three lines, a map of 3 x 3 in tiles of four: line of the map to row and position of the result, + where lines before went, ] where the line ends", () -> "0:0/0] 1:0/0+ 1:0/2 1:0/0+] 1:0/2] 2:0/2+ 2:0/3+]", DrainControllerSpec::overlapping),
        Law.equal("two terms a result, two channels in four of the array, two a beat, raw: sel, channel of the result, term, + where it is the last", () -> "0/0.0 1/0.1+ 1/1.1+ 0/2.0 1/2.1+", DrainControllerSpec::terms),
        Law.equal("raw, five channels in groups of four, two a beat: sel and channel", () -> "0/0 0/1 1/2 1/3 0/4", DrainControllerSpec::raw));
  }

  /** Walks the map in place of the sweep. */
  private static Optional<String> everyPixelOnce() {
    var rng = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      var block = new DrainController(1, rng.nextInt(1, 12), 1, 1, 16);
      int pitch = rng.nextInt(1, 20), width = rng.nextInt(1, pitch + 1), height = rng.nextInt(1, 9);
      int tiles = ((height - 1) * pitch + width + block.pixels() - 1) / block.pixels();
      var plan = new DrainPlan(block, new DrainLayer(DrainController.POOL, tiles, 1, 0, 0, 0, pitch, width, height, 0));
      var place = new LinkedHashMap<List<Integer>, Integer>();
      for (int tile = 0; tile < tiles; tile++) {
        for (var s : plan.segments(0, tile)) {
          for (var b : s.beats()) {
            for (int k = 0; k < b.count(); k++) {
              if (place.put(List.of(s.x() + k, s.y()), tile * block.pixels() + b.lane() + k) != null) return Optional.of("pixel " + (s.x() + k) + ", " + s.y() + " is written twice");
            }
          }
        }
      }
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          var lane = place.remove(List.of(x, y));
          if (lane == null || lane != y * pitch + x) return Optional.of("pixel " + x + ", " + y + " of " + width + " x " + height + " at pitch " + pitch + " comes from place " + lane);
        }
      }
      if (!place.isEmpty()) return Optional.of("pixels that the map does not have: " + place.keySet());
    }
    return Optional.empty();
  }

  private static String readBack() {
    var plan = new DrainPlan(new DrainController(2, 8, 4, 1, 8, true), new DrainLayer(DrainController.RASTER, 2, 3, 0, 4, 0, 16, 16, 1, 0));
    var text = new StringBuilder();
    for (var b : plan.segments(0, 1).get(0).beats()) text.append(' ').append(plan.backRow(b, 10, 4));
    return text.substring(1);
  }

  /** A line of pairs is two pixels, a row four. */
  private static String overlapping() {
    var plan = new DrainPlan(new DrainController(1, 4, 1, 1, 8, true), new DrainLayer(DrainController.POOL, 3, 1, 0, 1, 0, 3, 3, 3, 2, true));
    var text = new StringBuilder();
    for (int tile = 0; tile < 3; tile++)
      for (var s : plan.segments(0, tile)) for (var b : s.beats()) text.append(' ').append(s.y()).append(':').append(b.row()).append('/').append(b.rem()).append(b.odd() == 1 ? "+" : "").append(b.ends() ? "]" : "");
    return text.substring(1);
  }

  /** Three channels of the result, of which the second beat has one. */
  private static String terms() {
    var plan = new DrainPlan(new DrainController(2, 8, 4, 2, 8, false, true, Counts.USUAL), new DrainLayer(DrainController.RAW, 1, 7, 0, 0, 0, 1, 1, 1, 0, false, 2));
    var text = new StringBuilder();
    for (int group = 0; group < plan.groups(); group++) for (var b : plan.segments(group, 0).get(0).beats()) text.append(' ').append(b.sel()).append('/').append(b.channel()).append('.').append(b.term()).append(b.last() ? "+" : "");
    return text.substring(1);
  }

  private static String raw() {
    var plan = new DrainPlan(new DrainController(2, 8, 4, 2, 8), new DrainLayer(DrainController.RAW, 1, 5, 0, 0, 0, 1, 1, 1, 0));
    var text = new StringBuilder();
    for (int group = 0; group < plan.groups(); group++) {
      for (var b : plan.segments(group, 0).get(0).beats()) text.append(' ').append(b.sel()).append('/').append(b.channel());
    }
    return text.substring(1);
  }
}
