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

  /** Puts tiles together. */
  private final class Answer implements Decoder {
    private final List<long[][]> results = new ArrayList<>();
    private final List<long[][]> updates = new ArrayList<>();
    private int product;
    private int taken;

    Answer() {
      for (var p : products) {
        results.add(new long[p.rows()][p.columns()]);
        updates.add(p.update().isPresent() ? new long[p.rows()][p.columns()] : null);
      }
    }

    @Override
    public void take(ByteBuffer transactions) {
      int count = engine.rows() * engine.columns(), bytes = Bits.bytes(count, engine.format().bits());
      var values = Bits.get(transactions, transactions.position(), count, engine.format().bits());
      transactions.position(transactions.position() + bytes);
      var p = products.get(product);
      boolean updating = p.update().isPresent();
      p.place(engine, updating ? taken / 2 : taken, values, updating && taken % 2 != 0 ? updates.get(product) : results.get(product));
      if (++taken < p.answers(engine)) return;
      taken = 0;
      product++;
    }

    @Override
    public boolean complete() {
      return product == products.size();
    }

    @Override
    public OptionalInt value(String tensor, int index) {
      for (int i = 0; i < products.size(); i++) {
        boolean updated = tensor.equals(updatedName(products.get(i)));
        if (!updated && !tensor.equals(products.get(i).name())) continue;
        if (i >= product) return OptionalInt.empty();
        var values = updated ? updates.get(i) : results.get(i);
        return OptionalInt.of((int) values[index / values[0].length][index % values[0].length]);
      }
      throw new IllegalArgumentException("training has no tensor " + tensor);
    }

    @Override
    public Trace trace() {
      var tensors = new ArrayList<Trace.Tensor>();
      var counters = new ArrayList<Map<String, Long>>();
      for (int i = 0; i < products.size(); i++) {
        var p = products.get(i);
        var missing = new BitSet();
        if (i >= product) missing.set(0, p.rows() * p.columns());
        tensors.add(tensor(i, p.name(), results.get(i), missing));
        if (p.update().isPresent()) tensors.add(tensor(i, updatedName(p), updates.get(i), missing));
        counters.add(Map.of("cycles", p.beats(engine)));
      }
      return new Trace(tensors, counters, complete() ? Optional.empty() : Optional.of(new Trace.Stop(true, "the matrix engine fell silent in step " + products.get(product).name())));
    }
  }
}
