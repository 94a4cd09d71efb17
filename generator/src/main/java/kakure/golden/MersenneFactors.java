// SPDX-License-Identifier: Apache-2.0
package kakure.golden;

import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/**
 * The primes of 2^n - 1, from which the order of a matrix over GF(2) is checked.
 *
 * <p>A prime divides 2^n - 1 exactly where the order of 2 modulo it divides n, so each prime is listed once, at that order (Brillhart et al., "Factorizations of
 * b^n +- 1", Contemporary Mathematics 22). A test multiplies them out.
 */
public final class MersenneFactors {
  private static final String PRIMITIVE_PRIMES =
      """
      2 3
      3 7
      4 5
      5 31
      6
      7 127
      8 17
      9 73
      10 11
      11 23 89
      12 13
      13 8191
      14 43
      15 151
      16 257
      17 131071
      18 19
      19 524287
      20 41
      21 337
      22 683
      23 47 178481
      24 241
      25 601 1801
      26 2731
      27 262657
      28 29 113
      29 233 1103 2089
      30 331
      31 2147483647
      32 65537
      33 599479
      34 43691
      35 71 122921
      36 37 109
      37 223 616318177
      38 174763
      39 79 121369
      40 61681
      41 13367 164511353
      42 5419
      43 431 9719 2099863
      44 397 2113
      45 631 23311
      46 2796203
      47 2351 4513 13264529
      48 97 673
      49 4432676798593
      50 251 4051
      51 103 2143 11119
      52 53 157 1613
      53 6361 69431 20394401
      54 87211
      55 881 3191 201961
      56 15790321
      57 32377 1212847
      58 59 3033169
      59 179951 3203431780337
      60 61 1321
      61 2305843009213693951
      62 715827883
      63 92737 649657
      64 641 6700417
      65 145295143558111
      66 67 20857
      67 193707721 761838257287
      68 137 953 26317
      69 10052678938039
      70 281 86171
      71 228479 48544121 212885833
      72 433 38737
      73 439 2298041 9361973132609
      74 1777 25781083
      75 100801 10567201
      76 229 457 525313
      77 581283643249112959
      78 22366891
      79 2687 202029703 1113491139767
      80 4278255361
      81 2593 71119 97685839
      82 83 8831418697
      83 167 57912614113275649087721
      84 1429 14449
      85 9520972806333758431
      86 2932031007403
      87 4177 9857737155463
      88 353 2931542417
      89 618970019642690137449562111
      90 18837001
      91 911 112901153 23140471537
      92 277 1013 1657 30269
      93 658812288653553079
      94 283 165768537521
      95 191 420778751 30327152671
      96 193 22253377
      97 11447 13842607235828485645766393
      98 4363953127297
      99 199 153649 33057806959
      100 101 8101 268501
      101 7432339208719 341117531003194129
      102 307 2857 6529
      103 2550183799 3976656429941438590393
      104 858001 308761441
      105 29191 106681 152041
      106 107 28059810762433
      107 162259276829213363391578010288127
      108 246241 279073
      109 745988807 870035986098720987332873
      110 2971 48912491
      111 321679 26295457 319020217
      112 5153 54410972897
      113 3391 23279 65993 1868569 1066818132868207
      114 571 160465489
      115 14951 4036961 2646507710984041
      116 107367629 536903681
      117 937 6553 86113 7830118297
      118 2833 37171 1824726041
      119 239 20231 62983048367 131105292137
      120 4562284561
      121 727 1786393878363164227858270210279
      122 768614336404564651
      123 3887047 177722253954175633
      124 5581 8681 49477 384773
      125 269089806001 4710883168879506001
      126 77158673929
      127 170141183460469231731687303715884105727
      128 274177 67280421310721
      160 414721 44479210368001
      """;

  private static final TreeMap<Integer, List<BigInteger>> BY_ORDER = new TreeMap<>();

  static {
    for (String line : PRIMITIVE_PRIMES.lines().toList()) {
      var fields = List.of(line.trim().split(" "));
      BY_ORDER.put(Integer.valueOf(fields.get(0)), fields.stream().skip(1).map(BigInteger::new).toList());
    }
  }

  private MersenneFactors() {}

  /** 2^n - 1. */
  public static BigInteger mersenne(int n) {
    return BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
  }

  /** The different primes of 2^n - 1, by their order; n is 2 to 128, or 160. */
  public static List<BigInteger> primes(int n) {
    if (!BY_ORDER.containsKey(n)) throw new IllegalArgumentException("2^" + n + " - 1: the primes of 2 to 128 and of 160 are known");
    return BY_ORDER.headMap(n, true).entrySet().stream().filter(e -> n % e.getKey() == 0).flatMap(e -> e.getValue().stream()).toList();
  }
}
