import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readIfThere, writeDurably } from '../../src/process/disk/durable-file.ts';
import { GitSandbox } from '../support/git-sandbox.ts';

test('row 81: a file is replaced whole, for its owner alone, and nothing is left beside it', async () => {
  await using box = new GitSandbox();
  const path = box.path('deep/er/state.json');
  await writeDurably(path, 'old');
  await Promise.all(['a', 'b', 'c'].map((letter) => writeDurably(path, letter.repeat(10_000))));
  expect(readFileSync(path, 'utf8')).toMatch(/^(?:a{10000}|b{10000}|c{10000})$/);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(readdirSync(box.path('deep/er'))).toEqual(['state.json']);
});

test('row 81: what cannot be written leaves the old file and no other', async () => {
  await using box = new GitSandbox();
  box.write('file', 'old');
  await expect(writeDurably(box.path('file/below'), 'new')).rejects.toThrow();
  box.write('folder/x', '');
  await expect(writeDurably(box.path('folder'), 'new')).rejects.toThrow();
  expect(readdirSync(box.root).sort()).toEqual(['file', 'folder']);
});

test('reads what is there, small and a file', async () => {
  await using box = new GitSandbox();
  box.write('state', '12345');
  expect(String(await readIfThere(box.path('state'), 5))).toBe('12345');
  expect(await readIfThere(box.path('state'), 4)).toBeUndefined();
  expect(await readIfThere(box.path('gone'), 5)).toBeUndefined();
  expect(await readIfThere(box.path('state/below'), 5)).toBeUndefined();
  expect(await readIfThere(box.root, 5)).toBeUndefined();
});
