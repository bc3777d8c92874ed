import { describe, expect, it } from 'vitest';
import {
  oneForEachClaim,
  quoteTaskLines,
  readTaskLines,
  taskLine,
} from '../../../src/core/claim/task-line.ts';
import type { ClaimId, Oid, RunId, TaskDigest, TaskId } from '../../../src/core/model/ids.ts';

const line = {
  run: 'feature-login-3f9c2a17' as RunId,
  task: 't1' as TaskId,
  claim: 'c-0123456789ab' as ClaimId,
  digest: '0123456789ab-01234567' as TaskDigest,
};
const { digest: _, ...older } = line;

describe('the line of a task', () => {
  it.each([
    ['alone', (text: string) => `${text}\n`],
    ['in the middle of a squash', (text: string) => `Work (#7)\n\n* One\n\nwhy\n\n${text}\n\n* Two\n\nwhy\n`],
    [
      'indented by git',
      (text: string) => `Squashed commit of the following:\n\n    One\n    \n    ${text}\n`,
    ],
    ['after a bullet', (text: string) => `Work\n\n* ${text}\n- Co-authored-by: a\n`],
    ['with the line ends of a form', (text: string) => `Work\r\n\r\n${text}\r\n`],
  ])('is read %s', (__, put) => {
    expect(readTaskLines(put(taskLine(line)))).toEqual([line]);
    expect(readTaskLines(put(taskLine(older)))).toEqual([older]);
  });

  it('several are read, in their order', () => {
    const text = `${taskLine(line)}\n${taskLine({ ...older, task: 't2' as TaskId })}\n`;
    expect(readTaskLines(text).map(({ task }) => task)).toEqual(['t1', 't2']);
  });

  it.each([
    'see Agentic-Task: run-1/t1 c-0123456789ab',
    '> Agentic-Task: run-1/t1 c-0123456789ab',
    'Agentic-Task: run-1/T1 c-0123456789ab',
    'Agentic-Task: run-1/t1 c-0123',
    'Agentic-Task: run-1/t1 c-0123456789ab nonsense',
    'Agentic-Task: ../run/t1 c-0123456789ab',
  ])('is not read in %j', (text) => {
    expect(readTaskLines(text)).toEqual([]);
  });

  it.each(['', '  ', '* ', '\t- '])('what others wrote after %j is quoted, and read by nobody', (before) => {
    const quoted = quoteTaskLines(`Fix\n\n${before}${taskLine(line)}\n${before}agentic-task : x`);
    expect(readTaskLines(quoted)).toEqual([]);
    expect(readTaskLines(`    ${quoted.replaceAll('\n', '\n    ')}`)).toEqual([]);
    expect(quoted.match(/^> /gm)).toHaveLength(2);
  });
});

it('tasks that were done as one are one work, whose line is the first', () => {
  const at = (commit: string, task: string, claim = line.claim) => ({
    ...line,
    commit: commit as Oid,
    task: task as TaskId,
    claim,
  });
  const other = 'c-ba9876543210' as ClaimId;
  const lines = [at('1', 'batch'), at('1', 'a'), at('1', 'b'), at('1', 'c', other), at('2', 'a')];
  expect(oneForEachClaim(lines)).toEqual([at('1', 'batch'), at('1', 'c', other), at('2', 'a')]);
});
