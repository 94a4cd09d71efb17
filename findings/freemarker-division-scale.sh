#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# FreeMarker 2.3.32: a quotient, and a product, keeps 12 decimal places, so powers of two below 2^-12 are not exact.
#
# Guess: numbers are exact decimals or doubles; 1/8192 is 0.0001220703125 in either, and times 8192 it is 1.
# Seen:  1/8192 is 0.000122070313 and 1/8192*8192 is 1.000000004096. A double of 2^-13 from the data model prints exactly, multiplied by 1 it is rounded too.
#        1/4096 is exact.
# Why:   templates of RTL compute steps, scales and fixed-point constants; up to 12 fraction bits all is well, with the 13th the emitted constant is wrong and
#        no error says so. Compute in the program and hand the result to the template.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
jars org.freemarker:freemarker:2.3.32
cat >T.java <<'V'
import freemarker.template.*;
import java.io.*;
import java.util.*;

public class T {
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_32);
    Map<String, Object> model = Map.of("d", Math.scalb(1.0, -13));
    for (String expression : new String[] {"1/4096", "1/4096*4096", "1/8192", "1/8192*8192", "d", "d*1", "d+0"}) {
      StringWriter out = new StringWriter();
      new Template("t", "${(" + expression + ")?c}", configuration).process(model, out);
      System.out.println(expression + " = " + out);
    }
  }
}
V
java -cp "$T/jars/*" T.java >now.txt 2>log
as_seen now.txt <<'S'
1/4096 = 0.000244140625
1/4096*4096 = 1
1/8192 = 0.000122070313
1/8192*8192 = 1.000000004096
d = 0.0001220703125
d*1 = 0.000122070313
d+0 = 0.0001220703125
S
