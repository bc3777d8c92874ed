import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** Packages in CommonJS behave differently in a bundle, and a bundle is what users run. */
test('a configuration is found and read by the bundled program, too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'agentic config bundle '));
  try {
    const source = fileURLToPath(new URL('../../src/config/load-settings.ts', import.meta.url));
    const contents = `
      import { loadSettings } from ${JSON.stringify(source)};
      const checked = await loadSettings({ root: ${JSON.stringify(folder)} });
      process.stdout.write(JSON.stringify(checked));`;
    await build({
      stdin: { contents, resolveDir: folder, loader: 'ts' },
      outdir: join(folder, 'out'),
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      outExtension: { '.js': '.mjs' },
      // its other build finds its own parts by names that a bundle does not know
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
      external: ['typescript'],
      banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    });
    const run = (): unknown =>
      JSON.parse(execFileSync(process.execPath, [join(folder, 'out', 'stdin.mjs')], { encoding: 'utf8' }));
    expect(run()).toMatchObject({ ok: true, value: { coverageTarget: 85 } });
    await writeFile(join(folder, '.agentic-planrc.yaml'), 'agents: { claude: }\ngoal: found');
    expect(run()).toMatchObject({ ok: true, value: { goal: 'found', agents: [{ id: 'claude' }] } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
