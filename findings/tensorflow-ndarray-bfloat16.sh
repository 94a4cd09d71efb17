#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# TensorFlow's ndarray 1.0.0 for Java: its bfloat16 layout truncates, its float16 layout beside it rounds to nearest.
#
# Guess: both round to nearest, ties to even, as TensorFlow's own casts and numpy's bfloat16 do.
# Seen:  bfloat16 drops the lower 16 bits: the float just below 2 becomes 1.9921875, and the largest float the largest bfloat16 instead of infinity. float16
#        gives 2 and, for 1 + 3 * 2^-11, the even neighbour.
# Why:   weights written from Java are biased towards zero by half a place on average and differ from the same weights written by Python or ONNX Runtime;
#        a bfloat16 datapath compared with them seems to round wrongly.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
jars org.tensorflow:ndarray:1.0.0
cat >T.java <<'V'
import org.tensorflow.ndarray.buffer.*;
import org.tensorflow.ndarray.buffer.layout.*;

public class T {
  public static void main(String[] arguments) {
    for (float x : new float[] {Math.nextDown(2f), 1 + 3 * 0x1p-8f, -Math.nextDown(2f), 1 + 3 * 0x1p-11f, Float.MAX_VALUE}) {
      FloatDataBuffer bfloat = DataLayouts.BFLOAT16.applyTo(DataBuffers.ofShorts(1)), half = DataLayouts.FLOAT16.applyTo(DataBuffers.ofShorts(1));
      bfloat.setFloat(x, 0);
      half.setFloat(x, 0);
      System.out.println(x + " bfloat16 " + bfloat.getFloat(0) + " float16 " + half.getFloat(0));
    }
  }
}
V
java -cp "$T/jars/*" T.java >now.txt 2>log
as_seen now.txt <<'S'
1.9999999 bfloat16 1.9921875 float16 2.0
1.0117188 bfloat16 1.0078125 float16 1.0117188
-1.9999999 bfloat16 -1.9921875 float16 -2.0
1.0014648 bfloat16 1.0 float16 1.0019531
3.4028235E38 bfloat16 3.3895314E38 float16 Infinity
S
