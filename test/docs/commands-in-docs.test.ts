import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unknownWordsOf } from '../support/known-words.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(`${ROOT}docs`).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));
const textOf = (page: string): string => readFileSync(ROOT + page, 'utf8');

/** Lines of blocks, and what stands in backticks: what a reader may type. */
function codeOf(text: string): readonly string[] {
  const fenced = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const rest = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const indented = rest.split('\n').filter((line) => /^ {4}/.test(line));
  const inline = [...rest.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\n', ' '));
  return [...fenced.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n')), ...indented, ...inline];
}

/** A line that calls us, up to where another command begins. */
const callsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|[\s"'(|&$])(agentic-plan(?: [^|&;#"')]*)?)(?=$|[|&;#"')])/g)].map(([, call = '']) =>
    (call.split(/ {3,}/, 1)[0] ?? '').trim(),
  );

/** The names of headings as GitHub makes links of them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(PAGES)('%s', (page) => {
  it('shows no command and no option that the program does not have', () => {
    const calls = codeOf(textOf(page)).flatMap(callsOf);
    const unknown = calls.map((call) => [call, unknownWordsOf(call)] as const);
    expect(unknown.filter(([, words]) => words.length > 0)).toEqual([]);
  });

  it('links to pages, and to headings of them, that are there', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const dead = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? page : path.join(path.dirname(page), file);
      if (!existsSync(ROOT + target)) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(textOf(target)).includes(anchor);
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });
});
