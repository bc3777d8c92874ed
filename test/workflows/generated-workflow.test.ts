import { describe, expect, it } from 'vitest';
import { MUTATIONS } from './workflow-mutations.ts';
import { findWorkflowBreaches } from './workflow-rules.ts';
import { WORKFLOWS } from './workflow-samples.ts';

const TEXT = WORKFLOWS['every-preset'] ?? '';

it.each(Object.entries(WORKFLOWS))('what init writes keeps all rules: %s', (_name, text) => {
  expect(findWorkflowBreaches(text)).toEqual([]);
});

describe('an edit of the workflow is found', () => {
  it.each(MUTATIONS.map(([rule, from, to]) => [rule, String(from), { from, to }] as const))(
    '%s, by %s',
    (rule, _text, { from, to }) => {
      const mutated = TEXT.replace(from, to);
      expect(mutated).not.toBe(TEXT);
      expect(findWorkflowBreaches(mutated).join('\n')).toContain(rule);
    },
  );
});

it('is the same from the same values, names each job once, and grows by three jobs a wave', () => {
  const jobs = (text = ''): number => text.match(/^ {2}[a-z][\w-]*:$/gm)?.length ?? 0;
  expect(jobs(WORKFLOWS['nine-waves']) - jobs(WORKFLOWS['one-wave'])).toBe(8 * 3);
  expect(new Set(TEXT.match(/^ {2}[a-z][\w-]*:$/gm)).size).toBe(jobs(TEXT));
});
