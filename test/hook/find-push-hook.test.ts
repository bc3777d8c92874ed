import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPushHook } from '../../src/git/clone/find-push-hook.ts';
import type { GitConfigEntry } from '../../src/git/git-config.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { hookLine } from '../support/readme.ts';

const OURS = `#!/bin/sh\n${hookLine()}\n`;

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
    const path = put(join(topLevel, '.husky'), hookLine());
    expect(await find('.husky/_')).toEqual({ path, executable: true, asksUs: true, byName: true });
  });

  it('is passed over by git where it is not executable', async () => {
    chmodSync(put(join(commonDir, 'hooks'), OURS), 0o644);
    expect(await find()).toMatchObject({ asksUs: true, executable: false });
  });
});
