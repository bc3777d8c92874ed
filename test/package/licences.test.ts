import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makeFolder } from '../support/git-fixture.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Metafile {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** Builds the bundle; the packages whose code esbuild put into it, and the file of their licences. */
function build(): { readonly bundled: readonly string[]; readonly licences: string } {
  const folder = makeFolder();
  const [outdir, metafile] = [join(folder, 'dist'), join(folder, 'meta.json')];
  const args = ['scripts/build.mjs', '--outdir', outdir, '--metafile', metafile];
  const done = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect(done).toMatchObject({ status: 0, stderr: '' });
  const { outputs }: Metafile = JSON.parse(readFileSync(metafile, 'utf8'));
  const inputs = Object.values(outputs).flatMap(({ inputs: all }) =>
    Object.entries(all).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const names = inputs.flatMap((file) => {
    const [first = '', second] = file.split('node_modules/').slice(1).at(-1)?.split('/') ?? [];
    return first === '' ? [] : [first.startsWith('@') ? `${first}/${second}` : first];
  });
  const licences = readFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  return { bundled: [...new Set(names)].sort(), licences };
}

it('names every package whose code is in the bundle, no other, each with the words of its licence', () => {
  const { bundled, licences } = build();
  const rule = `${'-'.repeat(80)}\n`;
  const [, ...sections] = licences.split(new RegExp(`${rule}(?=\\S+ \\d)`));
  const named = sections.map((section) => section.split(' ', 1)[0]);
  expect(bundled.length).toBeGreaterThan(10);
  expect(named).toEqual(bundled);
  for (const section of sections) {
    const [head = '', words = ''] = section.split(rule);
    expect(head).toMatch(/^\S+ \d+\.\d+\.\d+\S*\nLicence: (MIT|ISC|Apache-2\.0|BSD-[23]-Clause)\n$/);
    expect(words.length, head).toBeGreaterThan(500);
    expect(words, head).toMatch(/permission|copyright/i);
  }
});
