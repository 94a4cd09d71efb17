// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import blocks.floating.matrixengine.MatrixEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.network.Shape;
import kakure.target.Case;
import kakure.target.Decoder;
import kakure.target.Link;
import kakure.target.Trace;

/** A step of training as a case: products sent one after the other, and every product and every updated weight compared. */
final class TrainingStep implements Case {
  private final MatrixEngine engine;
  private final List<Product> products;

  TrainingStep(MatrixEngine engine, List<Product> products) {
    this.engine = engine;
    this.products = products;
  }

  @Override
  public void send(Link link) {
    var writer = new Writer(engine);
    for (var product : products) product.beats(engine, writer);
    link.send("op", writer.written());
  }

  @Override
  public String answer() {
    return "y";
  }

  @Override
  public long beats() {
    return products.stream().mapToLong(p -> p.answers(engine)).sum();
  }

  @Override
  public Trace golden() {
    var tensors = new ArrayList<Trace.Tensor>();
    for (int i = 0; i < products.size(); i++) {
      var p = products.get(i);
      var result = p.golden(engine);
      tensors.add(tensor(i, p.name(), result, new BitSet()));
      if (p.update().isPresent()) tensors.add(tensor(i, updatedName(p), p.updated(engine, result), new BitSet()));
    }
    return Trace.golden(tensors);
  }

  private static String updatedName(Product p) {
    return p.name() + ":updated";
  }

  private static Trace.Tensor tensor(int step, String name, long[][] values, BitSet missing) {
    var flat = new int[values.length * values[0].length];
    for (int i = 0; i < flat.length; i++) flat[i] = (int) values[i / values[0].length][i % values[0].length];
    return new Trace.Tensor(name, name, step, new Shape(1, values.length, values[0].length), flat, missing);
  }

  @Override
  public Decoder decoder() {
    return new Answer();
  }

  /** Beats in the layout of the stream: three flags, a, b, w, each in whole bytes. */
  private static final class Writer implements Product.BeatWriter {
    private final MatrixEngine engine;
    private final int width;
    private final int aBytes, bBytes, wBytes;
    private final List<ByteBuffer> all = new ArrayList<>();

    Writer(MatrixEngine engine) {
      this.engine = engine;
      this.width = engine.format().bits();
      this.aBytes = Bits.bytes(engine.rows() * engine.depth(), width);
      this.bBytes = Bits.bytes(engine.depth() * engine.columns(), width);
      this.wBytes = Bits.bytes(engine.rows() * engine.columns(), width);
    }

    private ByteBuffer beat(boolean first, boolean update, boolean emit) {
      var beat = ByteBuffer.allocate(3 + aBytes + bBytes + wBytes).put(0, (byte) (first ? 1 : 0)).put(1, (byte) (update ? 1 : 0)).put(2, (byte) (emit ? 1 : 0));
      all.add(beat);
      return beat;
    }

    @Override
    public void multiply(boolean first, boolean emit, long[] a, long[] b) {
      var beat = beat(first, false, emit);
      Bits.put(beat, 3, a, width);
      Bits.put(beat, 3 + aBytes, b, width);
    }

    @Override
    public void update(long[] w, long rate) {
      var beat = beat(false, true, true);
      Bits.put(beat, 3 + aBytes, new long[] {rate}, width);
      Bits.put(beat, 3 + aBytes + bBytes, w, width);
    }

    @Override
    public ByteBuffer written() {
      var joined = ByteBuffer.allocate(all.size() * (3 + aBytes + bBytes + wBytes));
      all.forEach(beat -> joined.put(beat.position(0)));
      return joined.flip();
    }
  }

  /** A matrix that comes tile by tile. */
  private static final class Coming {
    final String name;
    final int step;
    final long[][] values;
    final BitSet missing = new BitSet();

    Coming(String name, int step, int rows, int columns) {
      this.name = name;
      this.step = step;
      this.values = new long[rows][columns];
      missing.set(0, rows * columns);
    }

    OptionalInt value(int index) {
      return missing.get(index) ? OptionalInt.empty() : OptionalInt.of((int) values[index / values[0].length][index % values[0].length]);
    }

    void put(int r, int c, long value) {
      values[r][c] = value;
      missing.clear(r * values[0].length + c);
    }
  }

  /** Puts tiles together. */
  private final class Answer implements Decoder {
    private final List<Coming> results = new ArrayList<>();
    private final List<Coming> updates = new ArrayList<>();
    private int product;
    private int taken;

    Answer() {
      for (int i = 0; i < products.size(); i++) {
        var p = products.get(i);
        results.add(new Coming(p.name(), i, p.rows(), p.columns()));
        updates.add(p.update().isPresent() ? new Coming(updatedName(p), i, p.rows(), p.columns()) : null);
      }
    }

    @Override
    public void take(ByteBuffer transactions) {
      int count = engine.rows() * engine.columns(), bytes = Bits.bytes(count, engine.format().bits());
      var values = Bits.get(transactions, transactions.position(), count, engine.format().bits());
      transactions.position(transactions.position() + bytes);
      var p = products.get(product);
      boolean updating = p.update().isPresent();
      p.place(engine, updating ? taken / 2 : taken, values, updating && taken % 2 != 0 ? updates.get(product)::put : results.get(product)::put);
      if (++taken < p.answers(engine)) return;
      taken = 0;
      product++;
    }

    @Override
    public boolean complete() {
      return product == products.size();
    }

    @Override
    public OptionalInt step() {
      return OptionalInt.of(product);
    }

    private List<Coming> all() {
      var all = new ArrayList<Coming>();
      for (int i = 0; i < products.size(); i++) {
        all.add(results.get(i));
        if (updates.get(i) != null) all.add(updates.get(i));
      }
      return all;
    }

    @Override
    public OptionalInt value(String tensor, int index) {
      return all().stream().filter(m -> m.name.equals(tensor)).findFirst().orElseThrow(() -> new IllegalArgumentException("training has no tensor " + tensor)).value(index);
    }

    @Override
    public Trace trace() {
      var tensors = all().stream().map(m -> tensor(m.step, m.name, m.values, m.missing)).toList();
      var counters = products.stream().map(p -> Map.of("cycles", p.beats(engine))).toList();
      return new Trace(tensors, counters, complete() ? Optional.empty() : Optional.of(new Trace.Stop(true, "the matrix engine fell silent in step " + products.get(product).name())));
    }
  }
}
