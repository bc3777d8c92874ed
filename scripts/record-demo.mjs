// The picture at the top of the README: a recording of the real demonstration, as an SVG that plays by itself. What is in it was
// printed by the program while this script watched; only the waits are shortened, and the temporary folder's name is.
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const OUT = fileURLToPath(new URL('../docs/images/demo.svg', import.meta.url));
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const COLUMNS = 80;
const LINE = 19;
const PAD = 18;
const LONGEST_WAIT_S = 1.2;
const PAUSE_AT_END_S = 6;

const FROM = /^Ana \$ agentic-plan claim/;
const TO = /^Result /;
/** Left out: what the demonstration explains between the commands. */
const LEFT_OUT = /^(\d\. | {3}\S)/;

const picture = draw(excerpt(await record()));
await writeFile(OUT, picture);
process.stdout.write(`${OUT}: ${picture.length} bytes\n`);

/** Every line that the demonstration prints, and when. */
async function record() {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, 'demo'], { env: { ...process.env, COLUMNS: String(COLUMNS) } });
  const lines = [];
  const watch = async (stream) => {
    for await (const text of createInterface({ input: stream }))
      lines.push({ text, at: (performance.now() - started) / 1000 });
  };
  await Promise.all([watch(child.stdout), watch(child.stderr)]);
  return lines;
}

/** From the first claim to the end of the first run. */
function excerpt(lines) {
  const from = lines.findIndex(({ text }) => FROM.test(text));
  const to = lines.findIndex(({ text }, at) => at > from && TO.test(text));
  if (from < 0 || to < 0) throw new Error('the demonstration does not print what is to be shown');
  const end = lines.findIndex(({ text }, at) => at > to && text === '');
  const kept = lines.slice(from, end).filter(({ text }) => !LEFT_OUT.test(text));
  const single = kept.filter(({ text }, at) => text !== '' || kept[at - 1]?.text !== '');
  return single.map(({ text, at }) => ({
    at,
    text: text.replaceAll(/\/\S*agentic-plan-demo-\w+\//g, '/tmp/demo/'),
  }));
}

function draw(lines) {
  let now = 0;
  const shown = lines.map(({ text, at }, index) => {
    now += Math.min(LONGEST_WAIT_S, index === 0 ? 0.4 : at - (lines[index - 1]?.at ?? at));
    return { text, from: now };
  });
  const total = now + PAUSE_AT_END_S;
  const [width, height] = [COLUMNS * 8.2 + 2 * PAD, lines.length * LINE + 2 * PAD];
  const rows = shown.map(({ text, from }, at) => row({ text, at, percent: (from / total) * 100, index: at }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.round(width)} ${height}" role="img" aria-label="A recording of agentic-plan demo: a claim, a refusal, a run">`,
    `<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#c9d1d9;white-space:pre}.c{fill:#fff;font-weight:600}.b{fill:#ff7b72}.g{fill:#7ee787}.d{fill:#8b949e}g{animation-duration:${total.toFixed(1)}s;animation-iteration-count:infinite;animation-timing-function:step-end}`,
    ...rows.map(({ style }) => style),
    '@media (prefers-reduced-motion:reduce){g[class]{animation-name:none}}</style>',
    `<rect x="0.5" y="0.5" width="${Math.round(width) - 1}" height="${height - 1}" rx="8" fill="#0d1117" stroke="#3d444d"/>`,
    ...rows.map(({ element }) => element),
    '</svg>',
    '',
  ].join('\n');
}

function row({ text, at, percent, index }) {
  const name = `l${index}`;
  const start = percent.toFixed(2);
  return {
    style: `@keyframes ${name}{0%{opacity:0}${start}%{opacity:1}}.${name}{animation-name:${name}}`,
    element: `<g class="${name}"><text x="${PAD}" y="${PAD + 14 + at * LINE}" class="${colourOf(text)}">${escaped(text)}</text></g>`,
  };
}

function colourOf(text) {
  if (/^(Ana )?\$ /.test(text)) return 'c';
  if (/^not claimed|exit code [^0]/.test(text)) return 'b';
  if (/^claimed|^released|^ +\d+:\d+ +done|tasks done/.test(text)) return 'g';
  return /^ {2}(since|wait|part|take|as|on|until|done\?)/.test(text) ? 'd' : '';
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
