import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { artifactName } from '../../src/core/ci/work-result.ts';
import { largeObjectPath } from '../../src/git/work/large-objects.ts';
import { type CiTeam, keepArtifact, makeCiTeam, type Row } from '../support/ci-fixture.ts';
import { forger } from '../support/forge-artifacts.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { optionalTool } from '../support/optional-tool.ts';

const lfs = optionalTool('git-lfs', []);
const ATTRIBUTES = '*.bin filter=lfs diff=lfs merge=lfs -text\n';
const BYTES = randomBytes(300_000);
const SECRET = 'ghs_sixteenBytesOrMoreOfAToken';

const oidOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pointerOf = (oid: string, size: number): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
const storeHas = (dir: string, bytes: Uint8Array): boolean =>
  existsSync(join(dir, largeObjectPath(oidOf(bytes))));

/** A clone as a job has it whose machine has Git LFS set up. */
function lfsClone({ remote }: CiTeam): string {
  const clone = remote.clone();
  clone.git('lfs', 'install', '--local');
  return clone.dir;
}

/** Each job of a wave: what it leaves, and with what codes. */
async function workAll(team: CiTeam, run: string, rows: readonly Row[]) {
  const results = makeFolder();
  const ends: Record<string, string> = {};
  for (const { task } of rows) {
    const at = { run, wave: '1', task };
    const job = { dir: lfsClone(team), env: { RUNNER_TEMP: makeFolder(), GITHUB_TOKEN: SECRET } };
    await team.step('work', at, job);
    const { outputs } = await team.step('end', at, job);
    ends[task] = outputs['result'] ?? '';
    keepArtifact(outputs, results);
  }
  return { results, ends };
}

const verifyAt = (team: CiTeam, at: Readonly<Record<string, string>>) =>
  team.step('verify', at, { dir: lfsClone(team) });

const named = (outputs: Readonly<Record<string, string>>) => {
  const { tree = '', verified = '', left = '' } = outputs;
  return { tree, verified, left };
};

/** A file that an agent copies to where its task wants it. */
function sourceOf(bytes: Uint8Array): string {
  const file = join(makeFolder(), 'source');
  writeFileSync(file, bytes);
  return file;
}

describe.skipIf(lfs === undefined)('files of Git LFS in CI', () => {
  test('travel with the result, are seen by the test, and are in the store before the pointer is pushed', async () => {
    const elsewhere = makeFolder();
    const team = makeCiTeam({
      files: { '.gitattributes': ATTRIBUTES },
      settings: { verify: ['sh', '-c', 'test ! -e big.bin || test $(wc -c < big.bin) -eq 300000'] },
      tasks: [
        { id: 'big', writes: ['big.bin'], does: `cp '${sourceOf(BYTES)}' big.bin` },
        {
          id: 'turn', // the store that it names must not hear of anything
          writes: ['.lfsconfig'],
          does: `printf '[lfs]\\n\\turl = file://${elsewhere}\\n' > .lfsconfig`,
        },
        { id: 'text', writes: ['a.txt'], does: 'echo a > a.txt' },
      ],
    });
    const seen = join(makeFolder(), 'seen');
    const place = join(team.remote.dir, largeObjectPath(oidOf(BYTES)));
    const hook = `#!/bin/sh\nwhile read -r old new ref; do case "$ref" in refs/agentic/runs/*/result) test -e '${place}' && echo there >> '${seen}';; esac; done\nexit 0\n`;
    const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
    const run = planned.outputs['run'] ?? '';
    const { results, ends } = await workAll(team, run, planned.rows);
    expect(ends).toEqual({ big: 'ready', turn: 'ready', text: 'ready' });
    const artifact = join(results, artifactName({ run, wave: 1, task: 'big' }));
    expect(readFileSync(join(artifact, 'lfs', oidOf(BYTES)))).toEqual(BYTES);
    for (const file of readdirSync(results, { recursive: true, withFileTypes: true }))
      if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name)).includes(SECRET)).toBe(false);
    const at = { run, wave: '1', results };
    const verified = await verifyAt(team, at);
    expect(JSON.parse(verified.outputs['verified'] ?? '')).toHaveLength(3);
    writeFileSync(join(team.remote.dir, 'hooks', 'pre-receive'), hook, { mode: 0o755 });
    const published = await team.step('publish', { ...at, ...named(verified.outputs) });
    expect(published.outputs['published']).toBe('3');
    expect(readFileSync(seen, 'utf8')).toBe('there\n');
    expect(storeHas(team.remote.dir, BYTES)).toBe(true);
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(team.remote.git('show', 'agentic/main:big.bin')).toBe(pointerOf(oidOf(BYTES), 300_000).trimEnd());
  });

  test('go to the store that the base names, and wait for the next wave where that cannot be reached', async () => {
    const store = makeFolder();
    const team = makeCiTeam({
      files: { '.gitattributes': ATTRIBUTES, '.lfsconfig': `[lfs]\n\turl = file://${store}/none.git\n` },
      tasks: [{ id: 'big', writes: ['big.bin'], does: 'true', retries: 0 }],
    });
    const run = (await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' })).outputs['run'] ?? '';
    const results = makeFolder();
    const text = pointerOf(oidOf(BYTES), BYTES.length);
    forger(team, run, results)('big', [{ path: 'big.bin', text }], { lfs: { [oidOf(BYTES)]: BYTES } });
    const at = { run, wave: '1', results };
    const said = named((await verifyAt(team, at)).outputs);
    const lost = await team.step('publish', { ...at, ...said });
    expect(lost.outputs).toMatchObject({ published: '0', failed: '0' });
    expect(lost.codes).toContain('lfs-not-uploaded');
    expect(lost.rows.map(({ task }) => task)).toEqual(['big']);
    expect(storeHas(team.remote.dir, BYTES)).toBe(false);
  });

  test('are refused by name where the contents are missing, others, too large or a link; the rest goes on', async () => {
    const there = Buffer.from('there');
    const ids = ['good', 'missing', 'tampered', 'long', 'giant', 'link', 'odd', 'outside', 'moved'];
    const team = makeCiTeam({
      files: { '.gitattributes': ATTRIBUTES, 'there.bin': pointerOf(oidOf(there), there.length) },
      tasks: ids.map((id) => ({ id, writes: [`${id}.bin`], does: 'true', retries: 0 })),
    });
    const run = (await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' })).outputs['run'] ?? '';
    const results = makeFolder();
    const forge = forger(team, run, results);
    const [oid, size] = [oidOf(BYTES), BYTES.length];
    const bend = (task: string, contents?: Uint8Array, text = pointerOf(oid, size), path = `${task}.bin`) =>
      forge(task, [{ path, text }], contents === undefined ? {} : { lfs: { [oid]: contents } });
    const good = Buffer.from('good');
    forge('good', [{ path: 'good.bin', text: pointerOf(oidOf(good), 4) }], {
      lfs: { [oidOf(good)]: good, [oid]: BYTES }, // of others nothing is read
    });
    bend('missing');
    bend('tampered', randomBytes(size));
    bend('long', Buffer.concat([BYTES, BYTES]));
    bend('giant', BYTES, pointerOf(oid, 2 ** 30));
    symlinkSync('/etc/passwd', join(bend('link', BYTES), 'lfs', 'x'));
    bend('odd', BYTES, pointerOf(oid, size).replaceAll('\n', '\r\n'));
    bend('outside', BYTES, pointerOf(oid, size), 'other.bin');
    bend('moved', undefined, pointerOf(oidOf(there), there.length));
    const at = { run, wave: '1', results };
    const verified = await team.step('verify', at);
    expect(JSON.parse(verified.outputs['verified'] ?? '')).toEqual(['good', 'moved']);
    const said = JSON.parse(verified.result.stdout) as { problems: { message: string }[] };
    const why = Object.fromEntries(
      said.problems.map(({ message }) => [/-1-(\w+)/.exec(message)?.[1], message]),
    );
    for (const id of ['missing', 'odd']) expect(why[id]).toContain('did not come with it');
    for (const id of ['tampered', 'long']) expect(why[id]).toContain('not what it says');
    expect(why['giant']).toContain('larger than anything');
    expect(why['link']).toContain('there is a link in it');
    expect(why['outside']).toContain('other.bin');
    const published = await team.step('publish', { ...at, ...named(verified.outputs) });
    expect(published.outputs['published']).toBe('2');
    expect(storeHas(team.remote.dir, good)).toBe(true);
    expect(storeHas(team.remote.dir, BYTES)).toBe(false);
  });
});
