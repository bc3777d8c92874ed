import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputReader } from '../../../src/core/agents/output-reader.ts';
import { PRESET_NAMES, type PresetName } from '../../../src/core/agents/presets.ts';

const said = (text: string) =>
  JSON.stringify({ type: 'item.completed', item: { type: 'agent_message', text } });
const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const text = (shown: string) => Buffer.from(shown, 'latin1').toString('utf8');

/** The reader of a preset that has one. */
function readerOf(preset: PresetName) {
  const reader = outputReader(preset);
  if (reader === undefined) throw new Error(`${preset} prints text`);
  return reader;
}

/** The whole output, in parts that end wherever. */
function read(preset: PresetName, parts: readonly string[]): string {
  const reader = readerOf(preset);
  return text(parts.map((part) => reader.push(part)).join('') + reader.end());
}
const whole = (output: string) => read('codex', [bytes(output)]);

describe('what is no event is shown as it is', () => {
  it.each([
    'plain text\n',
    'without an end',
    '{ not JSON }\n',
    '{"type":"item.compl',
    '{"type": 5}\n',
    '{"answer": 42}\n',
    '[1, 2]\n',
    'null\n\n\n',
    '  {"a":\n  1}\n',
    '{"type":"x"} and more\n',
    `${'{"a":'.repeat(100_000)}\n`,
    '\r\n\t\n',
  ])('%.40j', (output) => expect(whole(output)).toBe(output));

  it('bytes that are no text', () => {
    const output = '\xff\xfe{\x00\n\xc3\n';
    expect(readerOf('claude-code').push(output)).toBe(output);
  });

  it('at once: only what may be an event is waited for', () => {
    const reader = readerOf('codex');
    expect(reader.push('loading .')).toBe('loading .');
    expect(reader.push('..\n{"ty')).toBe('..\n');
    expect(reader.push('pe":"turn.started"}\n')).toBe('');
  });
});

it('events and text, however they are mixed and cut', () => {
  const output = `a\n${said('änd')}\n${said('änd')}\nb\n\n{"type":"unknown","text":"x"}\n${said('last')}`;
  expect(whole(output)).toBe('a\nänd\nb\n\nlast\n');
  const all = bytes(output);
  fc.assert(
    fc.property(fc.array(fc.nat(all.length)), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), all.length];
      expect(
        read(
          'codex',
          at.slice(1).map((end, index) => all.slice(at[index], end)),
        ),
      ).toBe(whole(output));
    }),
  );
});

it('a line that is too long for an event is named, and what follows is read', () => {
  const reader = readerOf('codex');
  let shown = reader.push(`{"type":"item.completed","text":"`);
  for (let at = 0; at < 20; at++) shown += reader.push('x'.repeat(1 << 20));
  shown += reader.push(`"}\n${said('still here')}\n`) + reader.end();
  expect(shown).toBe(`(${20 * 2 ** 20 + 36} bytes in one line)\nstill here\n`);
});

it('whatever an event holds, nothing breaks and nothing counts less than nothing', () => {
  const names = [
    'type',
    'message',
    'content',
    'part',
    'data',
    'item',
    'usage',
    'stats',
    'tokens',
    'cost',
    'error',
  ];
  const kinds = [
    'assistant',
    'user',
    'system',
    'result',
    'text',
    'step_finish',
    'item.completed',
    'turn.completed',
    'message',
    'session.error',
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(...kinds),
      fc.double(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(...names, 'total_cost_usd', 'input_tokens', 'text', '__proto__'),
        tie('any'),
      ),
    ),
  })).any;
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      value,
      fc.constantFrom(...PRESET_NAMES.filter((name) => outputReader(name) !== undefined)),
      (type, more, preset) => {
        const event = {
          ...(typeof more === 'object' ? more : {}),
          type,
          message: more,
          part: more,
          data: more,
        };
        const reader = readerOf(preset);
        reader.push(`${bytes(JSON.stringify(event))}\n`);
        const { usd = 0, tokens } = reader.report();
        expect(usd).toBeGreaterThanOrEqual(0);
        expect((tokens?.input ?? 0) + (tokens?.output ?? 0)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
