import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { firstOnPath } from '../../src/process/programs/first-on-path.ts';
import { notedProgram, placeProgram } from '../../src/process/programs/place-program.ts';
import { makeFolder } from '../support/git-fixture.ts';

describe('where agents may call this program', () => {
  let plain: string;
  let script: string;
  beforeEach(() => {
    plain = mkdtempSync(join(tmpdir(), 'agentic-place-'));
    script = join(makeFolder(), "it's the $program.js");
    writeFileSync(script, 'console.log(JSON.stringify(process.argv.slice(2)))');
    vi.stubEnv('TMPDIR', join(plain, 'tmp'));
    mkdirSync(join(plain, 'tmp'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(plain, { recursive: true, force: true });
  });
  const program = () => ({ node: process.execPath, script });
  const call = (path: string, env: NodeJS.ProcessEnv = {}): unknown =>
    JSON.parse(execFileSync(path, ['a b', '$x'], { env, encoding: 'utf8' }));

  it('is the private repository, where its path has no blanks; node is found without PATH', async () => {
    const ask = { program: program(), privateRepository: join(plain, 'agentic.git'), cache: makeFolder() };
    const place = await placeProgram(ask);
    expect(place?.folder.startsWith(join(ask.privateRepository, 'bin'))).toBe(true);
    expect(call(place?.path ?? '', { PATH: '/nowhere' })).toEqual(['a b', '$x']);
    const { ino } = statSync(place?.path ?? '');
    expect(await placeProgram(ask)).toEqual(place);
    expect(statSync(place?.path ?? '').ino).toBe(ino);
  });

  it('is the cache for a repository with blanks in its path, which notes the program all the same', async () => {
    const privateRepository = makeFolder();
    const place = await placeProgram({ program: program(), privateRepository, cache: join(plain, 'cache') });
    expect(place?.folder.startsWith(join(plain, 'cache', 'bin'))).toBe(true);
    expect([call(place?.path ?? ''), call(notedProgram(privateRepository))]).toEqual(
      Array(2).fill(['a b', '$x']),
    );
  });

  it('is a folder of the user alone among the temporary files, where nothing else is left', async () => {
    const ask = { program: program(), privateRepository: '/dev/null/x', cache: makeFolder() };
    const place = await placeProgram(ask);
    const own = join(plain, 'tmp', `agentic-plan-${process.getuid?.()}`);
    expect(place?.folder.startsWith(own)).toBe(true);
    rmSync(own, { recursive: true });
    symlinkSync(plain, own); // as somebody else may have put it there
    expect(await placeProgram(ask)).toBeUndefined();
  });

  it('goes on with whichever node there is, when the one it was started with has been removed', async () => {
    const gone = { node: '/opt/node/v20.0.0/bin/node', script };
    const place = await placeProgram({ program: gone, privateRepository: plain, cache: plain });
    expect(call(place?.path ?? '', { PATH: join(process.execPath, '..') })).toEqual(['a b', '$x']);
  });

  it('is renewed when another program is at work', async () => {
    const ask = { privateRepository: plain, cache: plain };
    await placeProgram({ ...ask, program: { node: 'n', script: '/old/cli.js' } });
    await placeProgram({ ...ask, program: program() });
    expect(readFileSync(notedProgram(plain), 'utf8')).not.toContain('/old/cli.js');
  });
});

it.each([
  ['is put first', '/a:/b', '/p:/a:/b'],
  ['is there once, as the first', '/a:/p:/b', '/p:/a:/b'],
  ['keeps the system’s folders where PATH is not set', undefined, '/p:/usr/local/bin:/usr/bin:/bin'],
])('the program’s folder %s', (_, before, after) => {
  const env = before === undefined ? {} : { PATH: before.replaceAll(':', delimiter) };
  expect(firstOnPath({ ...env, OTHER: 'x' }, '/p')).toEqual({
    PATH: after.replaceAll(':', delimiter),
    OTHER: 'x',
  });
});
