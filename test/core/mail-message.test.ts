import { expect, it } from 'vitest';
import { mailMessage } from '../../src/core/run/mail-message.ts';

it.each([
  ['Title\n\nBody\n', 'Title\n\nBody\n'],
  ['Title\n\nA\n---\nB\n', 'Title\n\nA\n ---\nB\n'],
  ['Title\n\n--- a/x\ndiff --git a/x b/x\n', 'Title\n\n --- a/x\n diff --git a/x b/x\n'],
  ['Title\n\nFrom: a@b\n\nIndex: x\n', 'Title\n\n From: a@b\n\n Index: x\n'],
  ['Title\n\nFrom 1f2e Mon Sep 17\n', 'Title\n\n From 1f2e Mon Sep 17\n'],
  ['Title\n\n----\nA list:\n- from here\n', 'Title\n\n----\nA list:\n- from here\n'],
])('%j goes through the mail as %j', (message, said) => {
  expect(mailMessage(message)).toBe(said);
});
