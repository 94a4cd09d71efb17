#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The npm package float16 0.0.1 rounds ties away from zero, and its two functions are named the other way round.
#
# Guess (late): float16ToByte takes the bits of a float16 to a number, byteToFloat16 encodes, with ties to even as in IEEE 754 and @petamoriken/float16.
# Seen:  float16ToByte encodes a number, byteToFloat16 decodes. 1 + 2^-11 becomes 3c01 (even: 3c00), 2049 becomes 6801 (2050), and 2^-25, half the smallest
#        subnormal, becomes that subnormal; @petamoriken/float16 3.9.3 gives 1, 2048 and 0.
# Why:   half-precision test vectors for a datapath, made with one package, fail against a golden model with the other at each tie, which integers above 2048 are.
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
npms float16@0.0.1 @petamoriken/float16@3.9.3
cat >t.mjs <<'V'
import {createRequire} from 'module';
import {f16round} from '@petamoriken/float16';
const float16 = createRequire(import.meta.url)('float16');
for (const x of [1 + 2 ** -11, 1 + 3 * 2 ** -11, 2049, 2051, 2 ** -25, 1.5]) {
  const bits = float16.float16ToByte(x);
  console.log(x, bits.toString(16), float16.byteToFloat16(bits), f16round(x));
}
V
node t.mjs >now.txt
as_seen now.txt <<'S'
1.00048828125 3c01 1.0009765625 1
1.00146484375 3c02 1.001953125 1.001953125
2049 6801 2050 2048
2051 6802 2052 2052
2.9802322387695312e-8 1 5.960464477539063e-8 0
1.5 3e00 1.5 1.5
S
