import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandText } from '../../src/app/perform/command-text.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { PLACEHOLDERS } from '../../src/core/agents/fill-in-words.ts';
import { PRESET_NAMES, PRESETS } from '../../src/core/agents/presets.ts';
import { callProgram } from '../support/call-program.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

const PAGE = readFileSync(new URL('../../docs/agents.md', import.meta.url), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
const [AGENT = ''] = blocks('sh');
const [OURS = '', MORE = ''] = blocks('yaml');
/** First cells of the table with this head. */
const names = (head: string): readonly string[] =>
  [...(PAGE.split(`| ${head} |`)[1]?.split('\n\n')[0] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(
    ([, name = '']) => name,
  );

describe('docs/agents.md', () => {
  it('shows an agent that does its task as it stands', async () => {
    const { repo, remote } = makeTeam({
      'src/a.txt': 'a\n',
      'agent.sh': AGENT,
      '.agentic-planrc.yaml': OURS,
      'tasks.yaml': 'version: 1\ntasks: [{ id: one, title: One, writes: [src/a.txt] }]\n',
    });
    const { code, stdout } = await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'done', grade: { usd: 0.01 } });
    expect(remote.git('show', 'agentic/main:src/a.txt')).toBe('a\ndone: one');
    expect(remote.git('show', 'agentic/main:notes.md')).toBe('see src/a.txt');
  });

  it('shows a configuration that is accepted as it stands', async () => {
    const root = makeFolder();
    mkdirSync(join(root, '.agents'));
    writeFileSync(join(root, '.agents', 'claude.md'), 'Small steps.');
    writeFileSync(join(root, '.agentic-planrc.yaml'), MORE);
    const settings = await loadSettings({ root });
    expect(settings).toMatchObject({ ok: true, warnings: [], value: { agents: { length: 4 } } });
  });

  it('names every preset, with the words that start it', () => {
    expect([...names('preset | is started as | may, without being asked')].sort()).toEqual([...PRESET_NAMES]);
    for (const name of PRESET_NAMES) {
      const { argv, last = [] } = PRESETS[name];
      expect(PAGE).toContain(`| \`${name}\` | \`${commandText({ argv: [...argv, ...last] })}\` |`);
    }
  });

  it('names every placeholder, and every variable', () => {
    expect(names('placeholder | stands for')).toEqual(PLACEHOLDERS.map((name) => `{${name}}`));
    const source = readFileSync(
      new URL('../../src/app/perform/working/start-agent.ts', import.meta.url),
      'utf8',
    );
    const set = [...source.matchAll(/^ +(AGENTIC_\w+): /gm)].map(([, name]) => name);
    expect([...names('variable | what it holds')].sort()).toEqual(set.sort());
  });
});
