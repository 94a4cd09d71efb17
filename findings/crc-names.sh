#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# crccheck 1.0, crcmod 1.7, CrcElk 1.3 (Python) and the npm package crc 4.3.2: CRC-16, CCITT and CRC-64 name different sums, CRC-8 and CRC-32 do not.
#
# Guess: CRC-16 without a further word is the ARC one (check value bb3d) everywhere, and CCITT means one thing within one language at least.
# Seen:  Crc16 of crccheck is XMODEM (31c3); crc16 of crcmod and of npm's crc are ARC (bb3d). CCITT is 29b1 (the "false" one) in npm's crc and CrcElk, but 2189
#        (Kermit) in crccheck. CRC-64 is ECMA-182 in crccheck and the ISO polynomial in crcmod. CRC-8 is f4 and CRC-32 cbf43926 in all that have them.
# Why:   a CRC over a streamed mask, generated from one library and checked against another by its name, fails from the first word; compare the check value
#        (the sum over 123456789), not the name.
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
debs python3-crccheck=1.0-5 python3-crcmod=1.7+dfsg-3+b3 python3-crcelk=1.3-4
npms crc@4.3.2
cat >t.py <<'V'
import crccheck.crc, crcelk, crcmod.predefined
data = b"123456789"
for name in ("Crc8", "Crc16", "Crc16Ccitt", "Crc32", "Crc64"):
    print("crccheck", name, "%x" % getattr(crccheck.crc, name).calc(data))
for name in ("crc-8", "crc-16", "crc-32", "crc-64"):
    print("crcmod", name, "%x" % crcmod.predefined.mkCrcFun(name)(data))
print("crcelk CRC_CCITT", "%x" % crcelk.CRC_CCITT.calc_bytes(data))
V
cat >t.js <<'V'
const crc = require('crc');
for (const name of ['crc8', 'crc16', 'crc16ccitt', 'crc32']) console.log('npm crc', name, crc[name](Buffer.from('123456789')).toString(16));
V
{ PYTHONPATH=$ROOT/usr/lib/python3/dist-packages /usr/bin/python3 t.py; node t.js; } >now.txt
as_seen now.txt <<'S'
crccheck Crc8 f4
crccheck Crc16 31c3
crccheck Crc16Ccitt 2189
crccheck Crc32 cbf43926
crccheck Crc64 6c40df5f0b497347
crcmod crc-8 f4
crcmod crc-16 bb3d
crcmod crc-32 cbf43926
crcmod crc-64 46a5a9388a5beffe
crcelk CRC_CCITT 29b1
npm crc crc8 f4
npm crc crc16 bb3d
npm crc crc16ccitt 29b1
npm crc crc32 cbf43926
S
