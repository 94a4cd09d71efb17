// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * act[s][g] = (weights in unit (s, g)) and (group g is wanted) and (some row of segment s is on) and (one of them has a 1 in this bit, or nothing is to be skipped): what acts is precharged, evaluated and
 * sensed; what does not is left as it is, and what a whole operation does not need is held, or loses its supply.
 *
 * <p>Controls a computing-in-memory macro whose bitlines are hierarchical: rows are cut into segments with local lines, columns into groups, and unit u = segment * groups + group is the least that is switched.
 * An operation is one input vector, bit by bit, the most significant first. All segments evaluate at once, 2^pattern neighbours (or 3, 6, 12 .., see {@code neighbours}) share the global line at a time. Everything given with {@code start} stays until
 * {@code done}; {@code xBit} follows {@code bit} within the cycle. {@link ControlModel} says the lines of every cycle, and how many these are.
 *
 * @param rows word lines, 1 to 4096, a multiple of segments
 * @param segments local lines of a column, 1 to 256
 * @param groups column groups, 1 to 256
 * @param bits of an input, 1 to 16
 * @param precharge cycles in which lines are charged, 1 to 63
 * @param gap cycles of quiet between precharge, word lines and sharing: break before make, 0 to 63
 * @param evaluate cycles of the word lines, 1 to 63
 * @param share cycles in which local lines join the global one before it is sensed, 1 to 63
 * @param sense cycles of sensing, 1 to 63
 * @param wake cycles until a unit's supply is there again, 1 to 255
 * @param neighbours segments that share a line in pattern 1, 2 or 3; in each further pattern twice as many
 */
public record BitlineController(int rows, int segments, int groups, int bits, int precharge, int gap, int evaluate, int share, int sense, int wake, int neighbours) implements Block {
  /** Bits of the counters of what was ignored. */
  public static final int IGNORED_BITS = 8;

  /** Checks the ranges. */
  public BitlineController {
    Ranges.check("groups", groups, 1, 256);
    new CimShape(rows, 2 * groups, segments, groups, neighbours);
    Ranges.check("bits", bits, 1, 16);
    new CimPhases(precharge, gap, evaluate, share, sense, wake);
  }

  /** Patterns of 1, 2, 4, 8 .. segments. */
  public BitlineController(int rows, int segments, int groups, int bits, int precharge, int gap, int evaluate, int share, int sense, int wake) {
    this(rows, segments, groups, bits, precharge, gap, evaluate, share, sense, wake, 2);
  }

  /** A controller of a shape, whatever its columns, and phases. */
  public static BitlineController of(CimShape shape, int bits, CimPhases t) {
    return new BitlineController(shape.rows(), shape.segments(), shape.groups(), bits, t.precharge(), t.gap(), t.evaluate(), t.share(), t.sense(), t.wake(), shape.neighbours());
  }

  /**
   * Inputs. {@code start} is taken while {@code ready}; with it, and until {@code done}: {@code signed}, the first bit has weight -2^(bits - 1); {@code skip}, a segment whose bits are all 0 does not act;
   * {@code sleep}, units that are not needed lose their supply; {@code pattern}, how many segments share, see {@link CimShape#together}; {@code segZero}, a unit holds no weight; {@code colOn}, an output of the group is wanted; {@code rowOn}, the
   * row's input is on. {@code xBit}: bit number {@code bit} of every row's input, within the cycle. {@code wrReq}: a word is to be written.
   */
  public record In<T>(T start, T signed, T skip, T sleep, T pattern, T segZero, T colOn, T rowOn, T xBit, T wrReq) {}

  /**
   * Outputs. {@code pchN} and {@code gpchN} are on when 0. {@code pchN}, {@code c1} (ground of the cells), {@code c2} (supply of the precharge), {@code iso} (the line is clamped), {@code sel} (local line to
   * global line): a bit a unit. {@code wl} a bit a row, {@code sae} (converters sample) and {@code accEn} a bit a column group. {@code accClr}, {@code accShl}: the accumulators begin, or shift; {@code accSub}: they
   * subtract. {@code act}: units that take part in a bit, said in its first cycle. {@code startsIgnored}, {@code writesIgnored}: cycles since reset in which one was asked for in vain, up to 255.
   */
  public record Out<T>(
      T ready, T done, T bit, T pchN, T wl, T c1, T c2, T iso, T sel, T gpchN, T sae, T accEn, T accClr, T accShl, T accSub, T act, T wrEn, T startsIgnored, T writesIgnored) {}

  @Override
  public String moduleName() {
    return ModuleName.of("bitline_controller", segments, segmentRows(), groups).and("bits", bits, 8)
        .and("precharge", precharge, 1).and("gap", gap, 0).and("evaluate", evaluate, 1).and("share", share, 1).and("sense", sense, 1).and("wake", wake, 4).and("neighbours", neighbours, 2).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, flag, flag, flag, Type.bits(patternBits()).control(), Type.bits(units()).control(), Type.bits(groups).control(), Type.bits(rows).control(), Type.bits(rows).control(), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var unit = Type.bits(units()).control();
    var group = Type.bits(groups).control();
    var ignored = Type.bits(IGNORED_BITS).control();
    return new Out<>(flag, flag, Type.bits(bitBits()).control(), unit, Type.bits(rows).control(), unit, unit, unit, unit, flag, group, group, flag, flag, flag, unit, flag, ignored, ignored);
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(Arc.comb(List.of("row_on_i", "x_bit_i"), "wl_o"), Arc.comb(List.of("skip_i", "row_on_i", "x_bit_i"), "act_o"), Arc.comb(List.of("signed_i"), "acc_sub_o"), Arc.comb(List.of("start_i", "wr_req_i"), "wr_en_o"));
  }

  /** Places the controller and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Its phases. */
  public CimPhases phases() {
    return new CimPhases(precharge, gap, evaluate, share, sense, wake);
  }

  /** Rows of a segment. */
  public int segmentRows() {
    return rows / segments;
  }

  /** Units, segments times groups. */
  public int units() {
    return segments * groups;
  }

  /** How its cells are cut; of the columns it knows the groups alone. */
  public CimShape shape() {
    return new CimShape(rows, 2 * groups, segments, groups, neighbours);
  }

  /** The widest pattern: no more segments share than there are. */
  public int widestPattern() {
    return shape().widestPattern();
  }

  /** Bits of a pattern, at least one. */
  public int patternBits() {
    return Ranges.bits(widestPattern());
  }

  /** Bits of the number of an input bit, at least one. */
  public int bitBits() {
    return Ranges.bits(bits - 1);
  }

  public int bitLast() {
    return bits - 1;
  }

  /** Bits that count down the longest phase. */
  public int countBits() {
    return Ranges.bits(IntStream.of(precharge, gap, evaluate, share, sense, wake).max().orElseThrow() - 1);
  }

  public int ignoredBits() {
    return IGNORED_BITS;
  }

  public int wakeLast() {
    return wake - 1;
  }

  public int prechargeLast() {
    return precharge - 1;
  }

  public int gapLast() {
    return gap - 1;
  }

  public int evaluateLast() {
    return evaluate - 1;
  }

  public int shareLast() {
    return share - 1;
  }

  public int senseLast() {
    return sense - 1;
  }

  /** What segments hear from those that lie {@code distance} away. @param to who hears it, as a literal */
  public record Move(int distance, String to) {}

  /** A step of the pattern: segments hear from those of their group, from below ({@code up}) and from above ({@code down}). */
  public record Level(int number, List<Move> up, List<Move> down) {
    public int next() {
      return number + 1;
    }
  }

  /** The steps, from single segments up to the widest pattern. */
  public List<Level> levels() {
    return IntStream.range(0, widestPattern()).mapToObj(this::level).toList();
  }

  /** Groups of the pattern before join to larger ones, {@code parts} of them to one. */
  private Level level(int number) {
    int part = shape().together(number), parts = shape().together(number + 1) / part;
    return new Level(number, IntStream.range(1, parts).mapToObj(k -> new Move(k * part, segmentsWith(part, parts, k, parts))).toList(), IntStream.range(1, parts).mapToObj(k -> new Move(k * part, segmentsWith(part, parts, 0, parts - k))).toList());
  }

  /** A literal of the segments that lie in part {@code from} to before {@code to} of their group. */
  private String segmentsWith(int part, int parts, int from, int to) {
    var all = BigInteger.ZERO;
    for (int s = 0; s < segments; s++) if (s / part % parts >= from && s / part % parts < to) all = all.setBit(s);
    return segments + "'h" + all.toString(16);
  }

  /** What an operation takes at most, its start among the cycles (specification, P13). */
  public int bound() {
    return 5 + wake + bits * (1 + precharge + 2 * gap + evaluate + segments * (share + sense + 1));
  }

  public int boundBits() {
    return Ranges.bits(bound());
  }

  public int shareAgeBits() {
    return Ranges.bits(share);
  }

  /** One more than an operation's bits. */
  public int shiftsOver() {
    return bits + 1;
  }

  public int shiftBits() {
    return Ranges.bits(bits + 1);
  }

  /** Cycles of supply before ground may come: those of the wake and one more. */
  public int supplyAge() {
    return wake + 1;
  }

  public int supplyBits() {
    return Ranges.bits(wake + 1);
  }
}
