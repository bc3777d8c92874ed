import { readFileSync } from 'node:fs';

const PAGE = readFileSync(new URL('../../docs/workflows.md', import.meta.url), 'utf8');

/** One pattern of docs/workflows.md as it is printed. */
export interface PrintedPattern {
  readonly name: string;
  readonly picture: string;
  readonly configuration: string;
  /** The part of the plan that is shown. */
  readonly plan: string;
}

/** The text below a heading, up to the next of its level. */
export function sectionOf(heading: string): string {
  const [, rest = ''] = PAGE.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
}

export function printedPattern(name: string): PrintedPattern {
  const section = sectionOf(name);
  const block = (language: string): string =>
    new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'm').exec(section)?.[1] ?? '';
  return { name, picture: block('mermaid'), configuration: block('yaml'), plan: block('text') };
}

/** All fenced blocks of a language, in their order. */
export const blocksOf = (language: string, section: string): readonly string[] =>
  [...section.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );
