import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgeHook } from '../../src/git/clone/find-push-hook.ts';
import { CLI, parseJson, runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { snippet } from '../support/hooks-page.ts';
import { hookLine, LOOKED } from '../support/readme.ts';

const TOOLS = ['git', 'sh', 'env', 'sleep'];
const GOES_ON = 'agentic-plan: not found, or it does not start; the push goes on\n';

/** A clone with the README's hook and a commit to push, and a PATH on which there is git, and neither node nor we. */
function prepare() {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n' });
  const hook = join(repo.dir, '.git', 'hooks', 'pre-push');
  mkdirSync(join(hook, '..'), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\nset -e\n${hookLine()}\necho after >&2\n`, { mode: 0o755 });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'a.txt': 'ours\n' });
  const bin = makeFolder();
  for (const tool of TOOLS) {
    const found = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
    symlinkSync(found, join(bin, tool));
  }
  const own = join(repo.dir, 'node_modules', '.bin');
  mkdirSync(own, { recursive: true });
  const push = (): { readonly status: number | null; readonly stderr: string } =>
    spawnSync('git', ['push', '-q', 'origin', 'feature'], {
      cwd: repo.dir,
      encoding: 'utf8',
      env: { ...process.env, PATH: bin },
    });
  const put = (folder: string, text: string, mode = 0o755): void =>
    writeFileSync(join(folder, 'agentic-plan'), text, { mode });
  return { repo, remote, bin, own, push, put };
}

const SAYS_WHO = (who: string): string =>
  `#!/bin/sh\necho "${who} $1 $2 $3" >&2\nread line\necho "$line" >&2\n`;

describe('the README’s line for a hook', () => {
  it.each([
    ['is nowhere', undefined, 0o755],
    ['is not executable', SAYS_WHO('x'), 0o644],
    ['has an interpreter that is missing', '#!/no/such/node\n', 0o755],
    ['has no node to start it', readFileSync(CLI, 'utf8'), 0o755],
    ['crashes, as with a node that is too old', '#!/bin/sh\nexit 1\n', 0o755],
    ['is killed', '#!/bin/sh\nkill -9 $$\n', 0o755],
  ])('lets a push go on where the program %s, and says so', (_, text, mode) => {
    const { repo, remote, own, push, put } = prepare();
    if (text !== undefined) put(own, text, mode);
    const { status, stderr } = push();
    expect([status, remote.tip('feature')]).toEqual([0, repo.tip('feature')]);
    expect(stderr).toContain(`${GOES_ON}after\n`);
    if (text === undefined) expect(stderr).toBe(`${GOES_ON}after\n`);
  });

  it('finds the program among the packages, then on PATH, then where it was noted; git’s words reach it', () => {
    const { repo, bin, own, push, put } = prepare();
    const noted = join(repo.dir, '.git', 'agentic.git', 'bin');
    mkdirSync(noted, { recursive: true });
    const seen = (who: string): void => {
      const { stderr } = push();
      expect(stderr).toMatch(
        new RegExp(`^${who} hook pre-push origin\nrefs/heads/feature [0-9a-f]{40} refs/heads/feature`),
      );
      expect(stderr).not.toContain('the push goes on');
      repo.commit({ 'a.txt': who });
    };
    put(noted, SAYS_WHO('noted'));
    seen('noted');
    put(bin, SAYS_WHO('path'));
    seen('path');
    put(own, SAYS_WHO('package'));
    seen('package');
    put(own, '#!/no/such/node\n'); // what does not start is passed over
    expect(push().stderr).toMatch(/\npath hook pre-push/);
  });

  it('works with what doctor --fix has noted, on a PATH without node; doctor says so before and after', async () => {
    const { repo, remote, bin, push } = prepare();
    const env = { PATH: bin };
    const found = parseJson(await runCli(repo.dir, ['doctor', '--json'], { env }));
    expect(found).toMatchObject({ hook: { asksUs: true, executable: true }, program: null });
    expect(found['problems']).toMatchObject([{ code: 'hook-without-program' }]);
    const fixed = parseJson(await runCli(repo.dir, ['doctor', '--fix', '--json'], { env }));
    expect(fixed).toMatchObject({ outcome: 'sound', program: { where: 'noted' } });
    await runCli(remote.clone().dir, ['claim', 'a.txt'], { env: { AGENTIC_HOLDER: 'ana' } });
    expect(push()).toMatchObject({ status: 0, stderr: expect.stringMatching(LOOKED) });
  });

  it('is the line of this repository’s own hook, too', () => {
    const own = readFileSync(fileURLToPath(new URL('../../hooks/pre-push', import.meta.url)), 'utf8');
    expect(own.replace('for p in dist/cli.js ', 'for p in ')).toBe(`#!/bin/sh\n${hookLine()}\n`);
    expect(own).not.toContain('npx');
  });
});

it.each([
  [hookLine(), { asksUs: true, byName: true }],
  ['#!/bin/sh\nexec agentic-plan hook pre-push "$@"\n', { asksUs: true, byName: true }],
  [snippet('pre-push'), { asksUs: true, byName: true }],
  [snippet('pre-push with git-lfs'), { asksUs: true, byName: true }],
  [snippet('pre-commit'), { asksUs: false, byName: false }],
  [`'/usr/bin/node' '/opt/agentic-plan/dist/cli.js' hook pre-push "$@"`, { asksUs: true, byName: false }],
  ['# agentic-plan hook pre-push\ngit lfs pre-push "$@"\n', { asksUs: false, byName: false }],
  ['cd agentic-plan && npm test\n', { asksUs: false, byName: false }],
])('doctor reads a hook: %s', (text, judged) => {
  expect(judgeHook(text)).toEqual(judged);
});
