import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeFolder } from '../support/git-fixture.ts';
import { optionalTool } from '../support/optional-tool.ts';

const page = readFileSync(path.resolve('docs/required-check.md'), 'utf8');
const examples = [...page.matchAll(/^```yaml (\S+\.yml)\n([\s\S]*?)^```$/gm)].map(
  ([, name = '', text = '']) => [name, text] as const,
);
const actionlint = optionalTool('actionlint', ['.tools/bin/actionlint']);
const zizmor = optionalTool('zizmor', ['.tools/zizmor/bin/zizmor']);
const run = promisify(execFile);

// Until there is a release to be named, our own action has no commit here.
const UNPINNED = 'unpinned-uses';

/** A repository with the examples as its workflows. */
function writeExamples(): readonly string[] {
  const folder = path.join(makeFolder(), '.github', 'workflows');
  mkdirSync(folder, { recursive: true });
  return examples.map(([name, text]) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  });
}

describe('the workflows of docs/required-check.md', () => {
  it('are two, and use inputs that the Action has', () => {
    expect(examples.map(([name]) => name)).toEqual(['check.yml', 'check-again.yml']);
    const { inputs } = parse(readFileSync(path.resolve('action.yml'), 'utf8')) as { inputs: object };
    const { jobs } = parse(examples[0]?.[1] ?? '') as { jobs: { check: { steps: { with?: object }[] } } };
    for (const name of Object.keys(jobs.check.steps.at(-1)?.with ?? {})) expect(inputs).toHaveProperty(name);
  });

  it.skipIf(!actionlint)('have no finding of actionlint', async () => {
    await expect(run(actionlint ?? '', [...writeExamples()])).resolves.toMatchObject({ stdout: '' });
  });

  it.skipIf(!zizmor)('have no finding of zizmor but that tags are no commits', async () => {
    const words = ['--offline', '--persona=pedantic', '--format=json', '--no-exit-codes'];
    const { stdout } = await run(zizmor ?? '', [...words, ...writeExamples()]);
    const findings = JSON.parse(stdout) as readonly { readonly ident: string }[];
    expect(findings.map(({ ident }) => ident).filter((ident) => ident !== UNPINNED)).toEqual([]);
  });
});
