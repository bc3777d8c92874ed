// `node bench/run.mjs [scenario…]`: measures dist/ and prints a table. Nothing is asserted: a slow machine is no bug.
import { arch, cpus, platform } from 'node:os';
import * as acting from './act-waves.mjs';
import * as folders from './agent-folders.mjs';
import * as looking from './branches.mjs';
import * as claiming from './claims.mjs';
import * as crowding from './crowd.mjs';
import * as hooks from './hooks.mjs';
import { git } from './measure.mjs';
import * as planning from './planning.mjs';
import * as publishing from './publish.mjs';
import * as throughput from './throughput.mjs';

const scenarios = {
  ...planning,
  ...looking,
  ...claiming,
  ...publishing,
  ...crowding,
  ...throughput,
  ...folders,
  ...hooks,
};
// Minutes, and a tool that npm does not bring: measured where it is asked for by name.
const apart = { ...acting };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in scenarios) && !(name in apart));
if (unknown.length > 0) {
  console.error(
    `no scenario ${unknown.join(', ')}; there are ${Object.keys({ ...scenarios, ...apart }).join(', ')}`,
  );
  process.exit(2);
}

const gitVersion = git('.', ['version']).toString().trim();
console.log(
  `node ${process.version}, ${gitVersion}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`,
);
console.log('| what | median | against | its median | ratio | wanted |');
console.log('| --- | ---: | --- | ---: | ---: | ---: |');
for (const [name, scenario] of Object.entries({ ...scenarios, ...apart })) {
  if (wanted.length > 0 ? !wanted.includes(name) : name in apart) continue;
  for (const line of await scenario()) {
    const note = line.note ? ` (${line.note})` : '';
    const cells = [
      line.what + note,
      ms(line.ms),
      line.against,
      ms(line.againstMs),
      line.ratio.toFixed(2),
      `≤ ${line.atMost}`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function ms(value) {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}
