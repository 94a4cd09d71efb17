// SPDX-License-Identifier: Apache-2.0
// A current Yosys as a command, where the distribution's is old: the npm package @yowasp/yosys, which runs under node and has no command of its own.
// usage: npm install --prefix DIR @yowasp/yosys; KAKURE_YOWASP=DIR node yowasp-yosys.mjs ARGUMENTS OF YOSYS
// It sees the .v files of the working directory, and writes none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const prefix = process.env.KAKURE_YOWASP;
if (!prefix) {
  console.error('yowasp-yosys: KAKURE_YOWASP does not say where @yowasp/yosys was installed');
  process.exit(3);
}
const { runYosys } = await import(pathToFileURL(join(prefix, 'node_modules/@yowasp/yosys/gen/bundle.js')));
const files = Object.fromEntries(readdirSync('.').filter((f) => f.endsWith('.v')).map((f) => [f, readFileSync(f)]));
try {
  await runYosys(process.argv.slice(2), files);
} catch (failure) {
  if (failure.code === undefined) throw failure;
  process.exitCode = failure.code;
}
