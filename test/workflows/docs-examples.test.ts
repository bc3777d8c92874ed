import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CI_OUTPUTS } from '../../src/cli/commands/ci/step-list.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { optionalTool } from '../support/optional-tool.ts';

// Outputs of every plan that are one of a run's steps, too.
const PLANNED = new Set(['matrix', 'has-tasks']);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const actionlint = optionalTool('actionlint', ['.tools/bin/actionlint']);
const zizmor = optionalTool('zizmor', ['.tools/zizmor/bin/zizmor']);
const run = promisify(execFile);

const PAGE = readFileSync(path.join(ROOT, 'docs/ci.md'), 'utf8');
const examples = [...PAGE.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

/** As a repository would have them. */
function writeExamples(): string {
  const folder = path.join(makeFolder(), '.github/workflows');
  mkdirSync(folder, { recursive: true });
  for (const [at, text] of examples.entries()) writeFileSync(path.join(folder, `example-${at}.yml`), text);
  return folder;
}

describe('the workflows that docs/ci.md shows', () => {
  it('are whole ones, and give the write permission to the job that needs it', () => {
    expect(examples.length).toBeGreaterThan(1);
    for (const text of examples) {
      const workflow = parse(text) as {
        on: unknown;
        permissions: unknown;
        jobs: Record<string, { permissions: unknown }>;
      };
      expect(workflow.on).toBeDefined();
      expect(workflow.permissions).toEqual({});
      for (const { permissions } of Object.values(workflow.jobs))
        expect(permissions).toMatchObject({ contents: 'read' });
    }
  });

  it('use no output or input that action.yml does not have', () => {
    const action = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as {
      inputs: Record<string, unknown>;
      outputs: Record<string, unknown>;
    };
    for (const [, name = ''] of PAGE.matchAll(/steps\.plan\.outputs\.([\w-]+)/g))
      expect(action.outputs).toHaveProperty(name);
    const [, listed = ''] = /\| outputs \| (.*?) \|/.exec(PAGE) ?? [];
    expect([...listed.matchAll(/`([\w-]+)`/g)].map(([, name]) => name).sort()).toEqual(
      Object.keys(action.outputs)
        .filter((output) => output !== 'may-be-merged' && (PLANNED.has(output) || !(output in CI_OUTPUTS)))
        .sort(),
    );
    expect(Object.keys(action.inputs)).toContain('token');
  });

  it.skipIf(!actionlint)('have no finding of actionlint', async () => {
    const folder = writeExamples();
    const files = examples.map((_text, at) => path.join(folder, `example-${at}.yml`));
    await expect(run(actionlint ?? '', files)).resolves.toMatchObject({ stdout: '' });
  });

  it.skipIf(!zizmor)('have no finding of zizmor', async () => {
    const { stdout } = await run(zizmor ?? '', [
      '--offline',
      '--persona=pedantic',
      '--format=json',
      writeExamples(),
    ]);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
