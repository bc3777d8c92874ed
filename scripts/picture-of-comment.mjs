// Draws docs/images/comment.png and comment-of-a-run.png: comments as the Action writes them, about as GitHub shows them. For whoever works on the
// comment and wants to see it; no test runs it. Needs Chromium (`CHROMIUM`, else `chromium` on PATH).
// With `--html FOLDER` the pages are kept.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';
import { marked } from 'marked';

const { values } = parseArgs({ options: { html: { type: 'string' } } });
const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = await mkdtemp(path.join(tmpdir(), 'agentic-plan-picture-'));

// Picture → the file of its sample, and its function.
const SAMPLES = {
  comment: ['sample-comment', 'sampleComment'],
  'comment-of-a-run': ['sample-wave', 'sampleWaveComment'],
};

// The width of a conversation on github.com; the height is measured before the picture is taken.
const WIDTH = 920;
const MARGIN = 16;

try {
  for (const [name, compose] of Object.entries(SAMPLES)) {
    const page = path.join(scratch, `${name}.html`);
    await writeFile(page, pageOf(await marked.parse(await composeBy(...compose), { gfm: true })));
    if (values.html) await copyFile(page, path.join(values.html, `${name}.html`));
    const picture = path.join(root, `docs/images/${name}.png`);
    await mkdir(path.dirname(picture), { recursive: true });
    await drawPicture(page, picture);
  }
} finally {
  await rm(scratch, { recursive: true });
}

async function composeBy(file, name) {
  const outfile = path.join(scratch, `${file}.mjs`);
  const entry = path.join(root, `scripts/picture/${file}.ts`);
  const banner = {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  };
  const options = {
    bundle: true,
    platform: 'node',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    format: 'esm',
    logLevel: 'error',
    banner,
  };
  await build({ ...options, entryPoints: [entry], outfile });
  return (await import(pathToFileURL(outfile).href))[name]();
}

/** Folds are open, so that the picture shows what is in them (what GitHub draws stays folded: nobody draws it here); a mention is bold, as for whoever is mentioned. */
function pageOf(body) {
  const shown = body
    .replaceAll(/<details>(?!<summary>The waves as a picture)/g, '<details open>')
    .replaceAll(/(?<=[\s>])@[\w/-]+/g, (name) => `<b>${name}</b>`);
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: ${MARGIN}px; width: ${WIDTH - 2 * MARGIN}px; background: #fff; color: #1f2328;
      font: 14px/1.5 'Liberation Sans', 'Noto Color Emoji', sans-serif; }
    .box { border: 1px solid #d1d9e0; border-radius: 6px; }
    .who { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; color: #59636e; }
    .who b { color: #1f2328; }
    .who i { font-style: normal; font-size: 12px; border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; }
    .text { padding: 16px; overflow: hidden; } .text > :first-child { margin-top: 0; } .text > :last-child { margin-bottom: 0; }
    h3 { font-size: 1.25em; line-height: 1.25; margin: 0 0 16px; } p, ul, table, details { margin: 0 0 16px; }
    ul { padding-left: 2em; } li + li { margin-top: .25em; } a { color: #0969da; }
    table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; }
    th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; } tr:nth-child(2n) td { background: #f6f8fa; }
    code { font: 85% 'Liberation Mono', monospace; background: #818b981f; border-radius: 6px; padding: .2em .4em; }
    summary { cursor: pointer; } details > :last-child { margin-bottom: 0; } sub { vertical-align: baseline; font-size: 12px; color: #59636e; }
  </style><div class="box"><div class="who"><b>github-actions</b> <i>bot</i> commented</div><div class="text">${shown}</div></div>
  <script>document.title = String(Math.ceil(document.querySelector('.box').getBoundingClientRect().bottom))</script>`;
}

async function drawPicture(page, picture) {
  const chromium = (...words) =>
    run(process.env['CHROMIUM'] || 'chromium', [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      `--user-data-dir=${path.join(scratch, 'profile')}`,
      ...words,
      pathToFileURL(page).href,
    ]);
  const { stdout } = await chromium('--dump-dom', `--window-size=${WIDTH},2000`);
  const height = Number(/<title>(\d+)</.exec(stdout)?.[1]) + MARGIN;
  const shot = path.join(scratch, 'comment.png');
  await chromium(`--screenshot=${shot}`, `--window-size=${WIDTH},${height}`);
  await writeFile(picture, await readFile(shot));
}
