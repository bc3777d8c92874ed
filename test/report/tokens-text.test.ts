import { expect, it } from 'vitest';
import { tokensText } from '../../src/report/run/tokens-text.ts';

it.each([
  [999, 0, '999 tokens read, 0 written'],
  [12_345, 400, '12.3k tokens read, 400 written'],
  [999_949, 1_000, '999.9k tokens read, 1.0k written'],
  [999_950, 12_000_000, '1.0M tokens read, 12.0M written'],
])('%i and %i', (input, output, text) => expect(tokensText({ input, output })).toBe(text));
