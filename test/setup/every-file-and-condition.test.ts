import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applySetup } from '../../src/app/setup/apply-setup.ts';
import { planSetup, planUndo } from '../../src/app/setup/plan-setup.ts';
import { openSetupFiles } from '../../src/process/disk/setup-files.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { KINDS, SAMPLES, wantedAt } from './every-kind.ts';

const isRoot = process.getuid?.() === 0;

function aPlace(path: string, hasFolder = true) {
  const root = makeFolder();
  const gitFolder = join(root, '.git');
  mkdirSync(gitFolder);
  const base = path.startsWith('hooks/') ? gitFolder : root;
  if (hasFolder || base === gitFolder) mkdirSync(dirname(join(base, path)), { recursive: true });
  return { root, file: join(base, path), files: openSetupFiles({ root, gitFolder }) };
}

/** Every file and link below a folder, with bytes, mode and owner. */
const stateOf = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const seen = lstatSync(join(root, name));
      const text = seen.isSymbolicLink()
        ? readlinkSync(join(root, name))
        : seen.isFile()
          ? readFileSync(join(root, name), 'base64')
          : '';
      return `${name} ${seen.mode.toString(8)} ${seen.uid} ${seen.nlink} ${text}`;
    })
    .sort();

/** There, a second time, and back again. Returns why the file was kept, if it was. */
async function goThere({ root, file, files }: ReturnType<typeof aPlace>, path: string) {
  const text = existsSync(file) && lstatSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  const wanted = wantedAt(path, text);
  const before = stateOf(root);
  const plan = await planSetup(files, [wanted]);
  expect(await applySetup(files, plan)).toMatchObject({ ok: true });
  if (plan.kept.length > 0) expect(stateOf(root)).toEqual(before);
  else expect(readFileSync(file, 'utf8')).toContain('agentic-plan');
  const after = stateOf(root);
  const again = await planSetup(files, [
    wantedAt(path, existsSync(file) && lstatSync(file).isFile() ? readFileSync(file, 'utf8') : ''),
  ]);
  expect(again.changes).toEqual([]);
  expect(again.kept.map(({ why }) => why)).toEqual(plan.kept.map(({ why }) => why));
  const back = await planUndo(files, [wanted]);
  expect(back.kept).toEqual([]);
  expect(await applySetup(files, back)).toMatchObject({ ok: true });
  expect(stateOf(root)).toEqual(before);
  return { why: plan.kept[0]?.why, after };
}

describe.each(KINDS)('%s', (path, format) => {
  const samples = SAMPLES[format];
  const put = (text: string | Buffer, mode = 0o644) => {
    const place = aPlace(path);
    writeFileSync(place.file, text);
    chmodSync(place.file, mode);
    return place;
  };

  test('what people have there takes ours, keeps its mode, and gets its bytes back', async () => {
    const texts = samples.flatMap((sample, at) => [
      [sample, 0o644] as const,
      ...(at === 0 ? ([[sample.replaceAll('\n', '\r\n'), 0o755]] as const) : []),
      ...(at === 1 ? ([[`${sample.trimEnd()}\n\n`, 0o600]] as const) : []),
    ]);
    for (const [text, mode] of texts)
      expect(await goThere(put(text, mode), path), JSON.stringify(text)).toMatchObject({ why: undefined });
    expect(await goThere(aPlace(path, false), path)).toMatchObject({ why: undefined });
  });

  test('what is empty, of another kind, or torn is whole afterwards, and as it was in the end', async () => {
    for (const text of [
      '',
      '\n',
      ' \t\r\n',
      '\uFEFF',
      `\uFEFF${samples[0] ?? ''}`,
      '{',
      '{"a":1,"a":2}',
      'a: [\n',
      '[x',
      '\t- x:\ty',
      Buffer.from([0xff, 0xfe, 0x41]),
    ])
      await goThere(put(text), path);
  });

  test('what may not be written, or is no file of its own, stays and is told', async () => {
    const text = samples[0] ?? '# theirs\n';
    expect(await goThere(put(text, 0o444), path)).toMatchObject({
      why: format === 'whole' ? 'foreign' : 'read-only',
    });
    const folder = put(text);
    chmodSync(dirname(folder.file), 0o555);
    expect(await goThere(folder, path)).toMatchObject({
      why: format === 'whole' ? 'foreign' : 'folder-read-only',
    });
    chmodSync(dirname(folder.file), 0o755);
    const twice = put(text);
    linkSync(twice.file, join(twice.root, 'other-name'));
    expect(await goThere(twice, path)).toMatchObject({ why: format === 'whole' ? 'foreign' : 'hard-link' });
    const asFolder = aPlace(path);
    mkdirSync(asFolder.file);
    expect(await goThere(asFolder, path)).toMatchObject({ why: 'not-regular' });
    const [inside, outside, nowhere] = [aPlace(path), aPlace(path), aPlace(path)];
    writeFileSync(join(inside.root, 'target'), text);
    symlinkSync(join(inside.root, 'target'), inside.file);
    const target = join(makeFolder(), 'target');
    writeFileSync(target, text);
    symlinkSync(target, outside.file);
    symlinkSync('/nonexistent/x', nowhere.file);
    for (const place of [inside, outside, nowhere])
      expect(await goThere(place, path)).toMatchObject({ why: 'not-regular' });
    expect(readFileSync(target, 'utf8')).toBe(text);
  });

  test.skipIf(!isRoot)('whose it is stays, too', async () => {
    const place = put(samples[0] ?? '');
    chownSync(place.file, 12_345, 12_345);
    const { after } = await goThere(place, path);
    expect(after.some((line) => line.includes(' 12345 '))).toBe(true);
  });
});
