// SPDX-License-Identifier: Apache-2.0
package blocks.bus.descriptors;

import blocks.bus.DescriptorWord;
import blocks.bus.MoverError;
import blocks.bus.MoverMap;
import blocks.bus.Response;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.spec.CycleModel;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;
import kakure.spec.Values;

/** Golden function of {@link Descriptors}: looks an address up in the map, and walks the chain as the page says. */
final class DescriptorsModel implements CycleModel {
  private enum State { REST, ASK, READ, HAND }

  private static final int MOST = 1 << MoverMap.LEFT_BITS - 1;
  private static final BigInteger LOW = Values.ones(32);

  private final Descriptors block;
  private final RegisterMap map = MoverMap.map();
  private final Map<String, Long> kept = new LinkedHashMap<>();
  private State state;
  private int left;
  /** A chain was started since a reset. */
  private boolean chained;
  private BigInteger at;
  private BigInteger word;
  private int parts;
  private MoverError error;
  private int stream;
  private final boolean[] notes = new boolean[Descriptors.LANES];
  private boolean moved;

  /** What is wrong, and with what. */
  private record Fault(MoverError error, int stream) {}

  DescriptorsModel(Descriptors block) {
    this.block = block;
  }

  @Override
  public void reset() {
    for (var r : map.registers()) if (r.access() == Access.READ_WRITE) kept.put(r.name(), r.reset());
    rest();
    error = MoverError.NONE;
    stream = 0;
    moved = false;
    chained = false;
    at = BigInteger.ZERO;
  }

  private void rest() {
    state = State.REST;
    left = 0;
    java.util.Arrays.fill(notes, false);
  }

  private boolean stops(Descriptors.In<BigInteger> in) {
    return error != MoverError.NONE || Values.on(in.reset());
  }

  private boolean moving(Descriptors.In<BigInteger> in) {
    return state != State.REST || left > 0 || !in.free().equals(Values.ones(Descriptors.LANES));
  }

  /** What is wrong with the descriptor that is asked for, or was read; null for nothing. */
  private Fault judge() {
    if (state == State.ASK && at.mod(BigInteger.valueOf(DescriptorWord.ALIGNMENT)).signum() != 0) return new Fault(MoverError.ADDRESS, Descriptors.CHAIN);
    if (state != State.HAND) return null;
    int to = to();
    if (to > Descriptors.ANSWER) return new Fault(MoverError.STREAM, Descriptors.CHAIN);
    var bytes = BigInteger.valueOf(block.width() / 8);
    if (DescriptorWord.ADDRESS.in(word).mod(bytes).signum() != 0) return new Fault(MoverError.ADDRESS, to);
    var length = DescriptorWord.LENGTH.in(word);
    return length.signum() == 0 || to != Descriptors.ANSWER && length.mod(bytes).signum() != 0 ? new Fault(MoverError.LENGTH, to) : null;
  }

  private int to() {
    return DescriptorWord.STREAM.in(word).intValueExact();
  }

  /** To whom a job may go, below 0 to nobody. */
  private int job(Descriptors.In<BigInteger> in) {
    if (stops(in) || judge() != null) return -1;
    return state == State.ASK ? Descriptors.CHAIN : state == State.HAND ? to() : -1;
  }

  private Fault fault(Descriptors.In<BigInteger> in) {
    for (int s = 0; s < Descriptors.LANES; s++) {
      boolean done = in.done().testBit(s);
      if (done && in.wrong().testBit(s)) return new Fault(s == Descriptors.ANSWER ? MoverError.WRITE : MoverError.READ, s);
      if (s == Descriptors.ANSWER && done && Values.on(in.full())) return new Fault(MoverError.FULL, s);
    }
    return judge();
  }

  private boolean allowed(String register, Descriptors.In<BigInteger> in) {
    return switch (register) {
      case "start" -> !moving(in) && !stops(in);
      case "more" -> chained && left < MOST && !stops(in);
      default -> true;
    };
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    Descriptors.In<BigInteger> in = Values.record(block.in(), values);
    Register asked = at(in.req().addr().intValueExact());
    boolean whole = in.req().strb().intValueExact() == 15;
    var written = Values.on(in.req().valid()) && Values.on(in.req().write()) && whole && asked != null && allowed(asked.name(), in) ? asked : null;
    boolean clears = written != null && written.name().equals("mover_pending") && in.req().data().testBit(0);
    if (stops(in)) {
      rest();
      if (clears || Values.on(in.reset())) moved = false;
      if (Values.on(in.reset())) {
        error = MoverError.NONE;
        stream = 0;
        chained = false;
      }
    } else follow(in, written, clears);
    if (written != null && written.access() == Access.READ_WRITE) kept.put(written.name(), in.req().data().longValueExact() & (1L << written.word().width()) - 1);
    return Values.list(answer(in, asked));
  }

  private void follow(Descriptors.In<BigInteger> in, Register written, boolean clears) {
    int job = job(in);
    boolean given = job >= 0 && in.free().testBit(job);
    var fault = fault(in);
    int add = 0;
    if (written != null && (written.name().equals("start") || written.name().equals("more"))) add = in.req().data().intValue() & (1 << MoverMap.ADD_BITS) - 1;
    boolean news = false;
    for (int s = 0; s <= Descriptors.ANSWER; s++) news |= in.done().testBit(s) && !in.wrong().testBit(s) && notes[s] && !Values.on(in.full().and(BigInteger.valueOf(in.done().testBit(Descriptors.ANSWER) ? 1 : 0)));
    moved = moved && !clears || news;
    walk(in, job, given);
    left += add;
    if (written != null && written.name().equals("start")) {
      at = first();
      chained = true;
    }
    if (fault != null) {
      error = fault.error;
      stream = fault.stream;
    }
  }

  private BigInteger first() {
    return BigInteger.valueOf(kept.get("first_high")).shiftLeft(32).or(BigInteger.valueOf(kept.get("first_low")));
  }

  private void walk(Descriptors.In<BigInteger> in, int job, boolean given) {
    if (state == State.REST) state = left > 0 ? State.ASK : State.REST;
    else if (state == State.ASK) {
      if (!given) return;
      state = State.READ;
      word = BigInteger.ZERO;
      parts = 0;
    } else if (state == State.READ) {
      if (!Values.on(in.word().valid())) return;
      word = word.or(in.word().data().shiftLeft(parts++ * block.width()));
      if (parts * block.width() >= DescriptorWord.WORD.width()) state = State.HAND;
    } else if (given) {
      state = State.REST;
      left--;
      notes[job] = Values.on(DescriptorWord.INTERRUPT.in(word));
      at = DescriptorWord.NEXT.in(word);
    }
  }

  private Register at(int address) {
    return map.registers().stream().filter(r -> r.offset() == address).findFirst().orElse(null);
  }

  private Descriptors.Out<BigInteger> answer(Descriptors.In<BigInteger> in, Register asked) {
    boolean write = Values.on(in.req().write());
    boolean readable = asked != null && asked.access().reads();
    boolean writable = asked != null && asked.access().writes() && in.req().strb().intValueExact() == 15 && allowed(asked.name(), in);
    int pending = (moved ? 1 : 0) + (error != MoverError.NONE ? 2 : 0);
    int job = job(in);
    boolean read = job == Descriptors.CHAIN;
    return new Descriptors.Out<>(
        new Response<>(readable ? value(asked.name(), in, pending) : BigInteger.ZERO, Values.of(write ? !writable : !readable)), Values.of((pending & kept.get("mover_enable")) != 0), Values.of(stops(in)),
        job < 0 ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(job), job < 0 ? null : read ? at : DescriptorWord.ADDRESS.in(word),
        job < 0 ? null : read ? Values.of(Math.max(DescriptorWord.BYTES, block.width() / 8)) : DescriptorWord.LENGTH.in(word), job < 0 || read ? null : DescriptorWord.LAST.in(word));
  }

  private BigInteger value(String name, Descriptors.In<BigInteger> in, int pending) {
    return switch (name) {
      case "mover" -> Values.of((moving(in) ? 1L : 0) | (long) left << 16);
      case "mover_error" -> Values.of(error.code | (long) stream << 4);
      case "at_low" -> at.and(LOW);
      case "at_high" -> at.shiftRight(32);
      case "mover_pending" -> Values.of(pending);
      default -> Values.of(kept.get(name));
    };
  }
}
