import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { SetupFiles } from '../../src/app/ports/setup-files.ts';
import { applySetup } from '../../src/app/setup/apply-setup.ts';
import { planSetup, planUndo } from '../../src/app/setup/plan-setup.ts';
import { openSetupFiles } from '../../src/process/disk/setup-files.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { KINDS, SAMPLES, wantedAt } from './every-kind.ts';

/** A checkout in which every second kind of file is there. */
function aCheckout() {
  const root = makeFolder();
  const gitFolder = join(root, '.git');
  mkdirSync(join(gitFolder, 'hooks'), { recursive: true });
  for (const [at, [path, format]] of KINDS.entries()) {
    const text = SAMPLES[format][0];
    if (at % 2 === 1 || text === undefined) continue;
    const file = join(path.startsWith('hooks/') ? gitFolder : root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const files = openSetupFiles({ root, gitFolder });
  const plan = () => {
    const texts = KINDS.map(([path]) =>
      wantedAt(path, textIn(path.startsWith('hooks/') ? gitFolder : root, path)),
    );
    return { wanted: texts, there: planSetup(files, texts), back: planUndo(files, texts) };
  };
  return { root, files, plan };
}

function textIn(base: string, path: string): string {
  try {
    return readFileSync(join(base, path), 'utf8');
  } catch {
    return '';
  }
}

const stateOf = (root: string): string =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(root, name)).isFile())
    .map((name) => `${name} ${statSync(join(root, name)).mode} ${readFileSync(join(root, name), 'utf8')}`)
    .sort()
    .join('\n');

/** One that is killed at its n-th change, with a file of it half written beside the place. */
const killedAt = (files: SetupFiles, root: string, n: number): SetupFiles => {
  let left = n;
  const die = (path: string) => {
    if (left-- > 0) return;
    const folder = join(root, dirname(path));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `.${path.split('/').at(-1)}.0123456789ab.tmp`), 'half');
    throw new Error('killed');
  };
  return {
    ...files,
    write: async (place, text) => {
      if (place.in === 'checkout') die(place.path);
      return files.write(place, text);
    },
    remove: async (place, before) => {
      if (place.in === 'checkout') die(place.path);
      return files.remove(place, before);
    },
  };
};

test('killed at any write, there and back: every file is whole, the next call finishes it, and the bytes come back', async () => {
  const { root, files, plan } = aCheckout();
  const before = stateOf(root);
  for (let at = 0; at < KINDS.length; at += 3) {
    const killed = applySetup(killedAt(files, root, at), await plan().there);
    await killed.catch((error: unknown) => expect(String(error)).toContain('killed'));
    expect(await applySetup(files, await plan().there)).toMatchObject({ ok: true });
    expect((await plan().there).changes).toEqual([]);
    expect(stateOf(root)).not.toContain('half');
    await applySetup(killedAt(files, root, at), await plan().back).catch(() => undefined);
    expect(await applySetup(files, await plan().back)).toMatchObject({ ok: true });
    expect(stateOf(root)).toBe(before);
  }
  // killed on the way there, and never finished but taken back
  await applySetup(killedAt(files, root, 5), await plan().there).catch(() => undefined);
  expect(await applySetup(files, await plan().back)).toMatchObject({ ok: true });
  expect(stateOf(root)).toBe(before);
});

test('two at once that want the same are both done; what an agent writes meanwhile is never lost', async () => {
  const { root, files, plan } = aCheckout();
  const [one, other] = [await plan().there, await plan().there];
  expect(await Promise.all([applySetup(files, one), applySetup(files, other)])).toMatchObject([
    { ok: true },
    { ok: true },
  ]);
  await applySetup(files, await plan().back);
  // between the look and the write, and between the look and the last moment
  const late = await plan().there;
  const theirs = '{ "permissions": { "allow": ["Bash(ls:*)"] } }\n';
  const settings = join(root, '.claude/settings.json');
  const racing: SetupFiles = {
    ...files,
    write: async (place, text) => {
      if (place.path === '.claude/settings.json') {
        mkdirSync(dirname(settings), { recursive: true });
        writeFileSync(settings, theirs);
      }
      return files.write(place, text);
    },
  };
  expect(await applySetup(racing, late)).toMatchObject({
    ok: false,
    problems: [{ code: 'setup-moved', data: { paths: ['.claude/settings.json'] } }],
  });
  expect(readFileSync(settings, 'utf8')).toBe(theirs);
  const stale = await plan().there;
  writeFileSync(settings, theirs.replace('ls', 'cat'));
  expect(await applySetup(files, stale)).toMatchObject({ ok: false, problems: [{ code: 'setup-moved' }] });
  expect(await applySetup(files, await plan().there)).toMatchObject({ ok: true });
  expect(readFileSync(settings, 'utf8')).toContain('Bash(cat:*)');
});
