import { expect, test } from 'vitest';
import { type Holder, holderKey, nameHolder, whoHolds } from '../../../src/core/claim/holder.ts';

test.each([
  ['Ana', 'fix/422', 'Ana, fix/422'],
  ['ana@example.com', 'main', 'ana, main'],
  ['Ana <ana@example.com>', 'main', 'Ana, main'],
  ['', 'main', 'somebody, main'],
  ['Ana', '', 'Ana'],
  ['x'.repeat(300), 'y'.repeat(300), `${'x'.repeat(60)}, ${'y'.repeat(120)}`],
])('%j on %j is shown without an e-mail address, in bounds', (user, place, shown) => {
  const name = nameHolder({ user, place });
  expect(name).toBe(shown);
  expect(name.length).toBeLessThanOrEqual(200);
});

const session = (name: string): Holder => ({ kind: 'session', id: 'worktree-1', name });

test('who holds: agent, person and branch; a CI run by its number', () => {
  expect(whoHolds({ holder: session('Ana, fix/422'), agent: 'claude' })).toBe('claude (Ana, fix/422)');
  expect(whoHolds({ holder: session('Ana, fix/422') })).toBe('Ana, fix/422');
  const run: Holder = { kind: 'ci', repository: 'acme/shop', run: '77', attempt: 2 };
  expect(whoHolds({ holder: run, agent: 'codex' })).toBe('codex (acme/shop run 77.2)');
});

test('a session that goes to another branch is the same holder', () => {
  expect(holderKey(session('Ana, main'))).toBe(holderKey(session('Ana, fix/422')));
  expect(holderKey(session('Ana, main'))).not.toBe(
    holderKey({ kind: 'session', id: 'other', name: 'Ana, main' }),
  );
});
