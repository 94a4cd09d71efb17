// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;

/** Statements about {@link ControlModel} against other ways to say the same. */
final class ControlLaw {
  private ControlLaw() {}

  static Optional<String> closedForm() {
    var rng = new SplittableRandom(1);
    for (int i = 0; i < 40; i++) {
      var c = new BitlineControllerSpec().random(rng);
      var model = new ControlModel(c);
      var power = Power.reset(c.units());
      for (int k = 0; k < 20; k++) {
        var op = operation(c, rng);
        var trace = model.run(power, op);
        long bound = c.bound() - 1L;
        if (!model.activity(power, op).equals(trace.activity())) return Optional.of(c + ", operation " + k + ": in closed form " + model.activity(power, op) + ", along the lines " + trace.activity());
        if (trace.lines().size() > bound) return Optional.of(c + ", operation " + k + ": takes " + trace.lines().size() + " cycles after its start, at most " + bound + " are allowed");
        if (!model.after(power, op).equals(trace.after())) return Optional.of(c + ", operation " + k + ": leaves " + trace.after());
        power = trace.after();
      }
    }
    return Optional.empty();
  }

  private static Operation operation(BitlineController c, SplittableRandom rng) {
    int many = rng.nextInt(1, 10);
    var x = new int[c.rows()];
    for (int r = 0; r < x.length; r++) x[r] = rng.nextInt(10) < many ? rng.nextInt(1 << c.bits()) : 0;
    return new Operation(rng.nextBoolean(), rng.nextBoolean(), rng.nextBoolean(), rng.nextInt(c.widestPattern() + 1), bits(c.units(), rng), bits(c.groups(), rng), bits(c.rows(), rng), x);
  }

  private static BigInteger bits(int n, SplittableRandom rng) {
    int many = rng.nextInt(11);
    var all = BigInteger.ZERO;
    for (int i = 0; i < n; i++) if (rng.nextInt(10) < many) all = all.setBit(i);
    return all;
  }

  static Optional<String> nothing() {
    var c = new BitlineControllerSpec().usual();
    var model = new ControlModel(c);
    var off = new Operation(false, false, true, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, new int[c.rows()]);
    var all = new Operation(false, false, true, 0, BigInteger.ZERO, Power.ones(c.groups()), Power.ones(c.rows()), new int[c.rows()]);
    var reset = Power.reset(c.units());
    long asleep = model.cycles(reset, off), falling = model.cycles(model.after(reset, all), off);
    return asleep == c.bits() + 1 && falling == c.bits() + 4 ? Optional.empty() : Optional.of("took " + asleep + " and " + falling);
  }
}
