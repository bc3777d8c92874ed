import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideFile, decideUndo } from '../../../src/core/setup/decide-file.ts';
import type { FileDecision, FoundFile, WantedFile } from '../../../src/core/setup/wanted-file.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const whole: WantedFile = {
  path: 'ci.yml',
  in: 'checkout',
  kind: 'whole',
  comments: '#',
  body: '# words\nname: ci\n',
};
const block: WantedFile = {
  path: 'AGENTS.md',
  in: 'checkout',
  kind: 'block',
  comments: '<!-- -->',
  body: '## Others work here, too\nclaim — first\n',
};
const file = (text: string): FoundFile => ({ kind: 'file', bytes: Buffer.from(text) });
const foundOf = (text: string | undefined): FoundFile =>
  text === undefined ? { kind: 'absent' } : file(text);

function afterOf(decision: FileDecision): string | undefined {
  expect(decision.kind).toBe('change');
  return decision.kind === 'change' ? decision.after : undefined;
}

/** The text that is there once it was written. */
const written = (wanted: WantedFile, before?: string): string =>
  afterOf(decideFile(wanted, foundOf(before))) ?? '';

const texts = fc
  .array(fc.constantFrom('a line', '', '\n', '\r\n', '\r', '# x', '<!-- y -->', '\ufeff', '    é'))
  .map((parts) => parts.join(''));

describe('a section of ours in any text', () => {
  it('is there once, and its way back gives the same bytes', () => {
    fc.assert(
      fc.property(texts, (before) => {
        const after = written(block, before);
        expect(decideFile(block, file(after))).toEqual({ kind: 'same' });
        expect(decideUndo(block, file(after))).toEqual({ kind: 'change', before: after, after: before });
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('goes with the file that was made for it, and leaves an empty one that was there', () => {
    expect(afterOf(decideUndo(block, file(written(block))))).toBeUndefined();
    expect(afterOf(decideUndo(block, file(written(block, ''))))).toBe('');
  });

  it('is renewed in its place; what stands around it stays, in the ends of lines that the file has', () => {
    const old = written({ ...block, body: 'old\n' }, '# Title\r\ntext\r\n');
    const more = `${old}behind it\r\n`;
    const renewed = written(block, more);
    expect(renewed).toContain('claim — first\r\n');
    expect(renewed).not.toContain('old');
    expect(renewed.endsWith('behind it\r\n')).toBe(true);
    expect(afterOf(decideUndo(block, file(renewed)))).toBe('# Title\r\ntext\r\nbehind it\r\n');
  });

  it.each([
    ['edited', written(block, 'x\n').replace('first', 'last')],
    ['marks-broken', written(block, 'x\n').replace('<!-- agentic-plan:end -->', '')],
    ['marks-broken', `<!-- agentic-plan:end -->\n${written(block)}`],
    ['marks-broken', `${written(block)}${written(block)}`],
    ['marks-broken', '<!-- agentic-plan:end -->\n'],
  ])('stays as it is where it is %s', (why, text) => {
    expect(decideFile(block, file(text))).toEqual({ kind: 'kept', why });
    expect(decideUndo(block, file(text))).toEqual({ kind: 'kept', why });
  });
});

describe('a file of ours', () => {
  it('is made, is the same the second time also with other ends of lines, and goes', () => {
    const text = written(whole);
    for (const there of [text, text.replaceAll('\n', '\r\n')]) {
      expect(decideFile(whole, file(there))).toEqual({ kind: 'same' });
      expect(afterOf(decideUndo(whole, file(there)))).toBeUndefined();
    }
  });

  it('is renewed while nobody has changed it', () => {
    const old = written({ ...whole, body: 'name: old\n' });
    expect(decideFile(whole, file(old))).toEqual({ kind: 'change', before: old, after: written(whole) });
  });

  it('keeps its #! as the first line', () => {
    const script = written({ ...whole, body: '#!/bin/sh\necho\n' });
    expect(script).toMatch(/^#!\/bin\/sh\n# agentic-plan:file [0-9a-f]{12}\necho\n$/);
    expect(afterOf(decideUndo(whole, file(script)))).toBeUndefined();
    expect(decideUndo(whole, file(script.replace('/bin/sh', '/bin/dash')))).toMatchObject({ why: 'edited' });
  });

  it('is left alone once somebody has changed it, and so is a file of somebody else', () => {
    const edited = file(`${written(whole)}# mine\n`);
    expect(decideFile(whole, edited)).toEqual({ kind: 'kept', why: 'edited' });
    expect(decideUndo(whole, edited)).toEqual({ kind: 'kept', why: 'edited' });
    expect(decideFile(whole, file('name: theirs\n'))).toEqual({ kind: 'kept', why: 'foreign' });
    expect(decideUndo(whole, file('name: theirs\n'))).toEqual({ kind: 'same' });
  });
});

it.each([
  [{ kind: 'file', bytes: Buffer.from([0xff, 0xfe, 0]) }, 'not-text'],
  [{ kind: 'refused', why: 'not-regular' }, 'not-regular'],
  [{ kind: 'refused', why: 'outside' }, 'outside'],
] as const)('what is no text of the checkout is kept: %j', (found, why) => {
  for (const wanted of [whole, block]) {
    expect(decideFile(wanted, found)).toEqual({ kind: 'kept', why });
    expect(decideUndo(wanted, found)).toEqual({ kind: 'same' }); // nothing of ours can be there
  }
});

it('nothing of ours is nothing to take back', () => {
  for (const wanted of [whole, block])
    expect(decideUndo(wanted, { kind: 'absent' })).toEqual({ kind: 'same' });
});

it('what may not be written is kept only where it would have to change', () => {
  const ours = written(block, 'x\n');
  const locked = (text: string) => ({ kind: 'file', bytes: Buffer.from(text), locked: 'read-only' }) as const;
  expect(decideFile(block, locked('x\n'))).toEqual({ kind: 'kept', why: 'read-only' });
  expect(decideFile(block, locked(ours))).toEqual({ kind: 'same' });
  expect(decideUndo(block, locked(ours))).toEqual({ kind: 'kept', why: 'read-only' });
  expect(decideUndo(block, locked('x\n'))).toEqual({ kind: 'same' });
});

it('what a person writes behind a section is not joined with what stood before it', () => {
  const since = `${written(block, 'no end of a line')}more\n`;
  expect(afterOf(decideUndo(block, file(since)))).toBe('no end of a line\nmore\n');
});

it('a file that begins with its head goes with the section, and stays with what was added', () => {
  const hook: WantedFile = { ...block, path: 'pre-commit', comments: '#', head: '#!/bin/sh\n# made\n' };
  const made = written(hook);
  expect(made).toMatch(/^#!\/bin\/sh\n# made\n# agentic-plan:begin/);
  expect(afterOf(decideUndo(hook, file(made)))).toBeUndefined();
  expect(decideFile(hook, file(`${made}npm test\n`))).toEqual({ kind: 'same' });
  expect(afterOf(decideUndo(hook, file(`${made}npm test\n`)))).toBe('#!/bin/sh\nnpm test\n');
  for (const theirs of ['#!/bin/sh\n', '#!/bin/sh'])
    expect(afterOf(decideUndo(hook, file(written(hook, theirs))))).toBe(theirs);
});
