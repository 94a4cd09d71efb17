#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# FreeMarker 2.3.35: integers are exact at any size, but % wraps at 64 bits, and ?floor and ?round go by double.
#
# Guess: numbers are BigDecimal, so 18446744073709551616 % 10 is 6, and 5.5 % 2 is 1.5. (Late for ?floor and ?round: that they are exact.)
# Seen:  0 and 1: both sides of % are cut to a long, and a remainder of 36893488147419103231, a positive number, is -1. The sums and products beside it are exact.
#        ?floor and ?round of an integer round it to 53 bits, ?int and ?long wrap. Nothing is thrown.
# Why:   templates that write hardware take digits and words out of wide constants, as in (mask / 65536)?floor and mask % 65536; from 2^53
#        and 2^63 on they write other constants. Split wide constants in Java and hand the words to the template.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
jars org.freemarker:freemarker:2.3.35
cat >T.java <<'V'
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

public class T {
  public static void main(String[] expressions) throws Exception {
    var configuration = new Configuration(Configuration.VERSION_2_3_32);
    for (var expression : expressions) {
      var out = new StringWriter();
      new Template("t", new StringReader("${(" + expression + ")?c}"), configuration).process(Map.of(), out);
      System.out.println(expression + ": " + out);
    }
  }
}
V
java -cp "$T/jars/*" T.java "9223372036854775807 % 10" "18446744073709551616 % 10" "36893488147419103231 % 10" "5.5 % 2" "-7 % 3" \
  "36893488147419103231 + 1" "36893488147419103231 * 3" "36893488147419103231?floor" "36893488147419103231?round" "9007199254740993?floor" "36893488147419103231?int" >now.txt 2>log
as_seen now.txt <<'S'
9223372036854775807 % 10: 7
18446744073709551616 % 10: 0
36893488147419103231 % 10: -1
5.5 % 2: 1
-7 % 3: -1
36893488147419103231 + 1: 36893488147419103232
36893488147419103231 * 3: 110680464442257309693
36893488147419103231?floor: 36893488147419103232
36893488147419103231?round: 36893488147419103232
9007199254740993?floor: 9007199254740992
36893488147419103231?int: -1
S
