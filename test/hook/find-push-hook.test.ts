import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPushHook, judgeHook } from '../../src/git/clone/find-push-hook.ts';
import type { GitConfigEntry } from '../../src/git/git-config.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { snippet } from '../support/hooks-page.ts';

const OURS = snippet('pre-push');

describe('the pre-push hook that git would run', () => {
  let topLevel: string;
  let commonDir: string;
  beforeEach(() => {
    topLevel = makeFolder();
    commonDir = join(topLevel, '.git');
  });
  afterEach(() => vi.unstubAllEnvs());
  const put = (folder: string, text: string): string => {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'pre-push');
    writeFileSync(path, text, { mode: 0o755 });
    return path;
  };
  const find = (hooksPath?: string) => {
    const entry: GitConfigEntry = { scope: 'local', key: 'core.hookspath', value: hooksPath };
    return findPushHook({ topLevel, commonDir, config: hooksPath === undefined ? [] : [entry] });
  };

  it('is none where there is no file', async () => {
    expect(await find()).toBeUndefined();
  });

  it('is in the clone’s own folder, in one of the repository, or in one of the home', async () => {
    const home = makeFolder();
    vi.stubEnv('HOME', home);
    const [own, team, mine] = [join(commonDir, 'hooks'), join(topLevel, 'tools'), join(home, 'hooks')];
    for (const folder of [own, team, mine]) put(folder, OURS);
    const found = await Promise.all([find(), find('tools'), find('~/hooks'), find(team)]);
    expect(found.map((hook) => hook?.path)).toEqual(
      [own, team, mine, team].map((folder) => join(folder, 'pre-push')),
    );
    expect(found.every((hook) => hook?.asksUs && hook.executable)).toBe(true);
  });

  it('lies beside the starters of husky', async () => {
    put(join(topLevel, '.husky', '_'), '#!/usr/bin/env sh\n. "$(dirname "$0")/h"');
    const path = put(join(topLevel, '.husky'), snippet('.husky/pre-push'));
    expect(await find('.husky/_')).toEqual({ path, executable: true, asksUs: true, byName: true });
  });

  it('is passed over by git where it is not executable', async () => {
    chmodSync(put(join(commonDir, 'hooks'), OURS), 0o644);
    expect(await find()).toMatchObject({ asksUs: true, executable: false });
  });
});

it.each([
  [snippet('pre-push'), { asksUs: true, byName: true }],
  [snippet('pre-push with git-lfs'), { asksUs: true, byName: true }],
  ['#!/bin/sh\nexec agentic-plan hook pre-push "$@"\n', { asksUs: true, byName: true }],
  [snippet('pre-commit'), { asksUs: false, byName: false }],
  [`'/usr/bin/node' '/opt/agentic-plan/dist/cli.js' hook pre-push "$@"`, { asksUs: true, byName: false }],
  ['# agentic-plan hook pre-push\ngit lfs pre-push "$@"\n', { asksUs: false, byName: false }],
  ['cd agentic-plan && npm test\n', { asksUs: false, byName: false }],
])('doctor reads a hook: %s', (text, judged) => {
  expect(judgeHook(text)).toEqual(judged);
});
