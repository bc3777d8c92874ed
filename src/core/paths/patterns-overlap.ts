import { foldText } from './fold-text.ts';
import type { ComponentTest } from './match-paths.ts';
import { asLiteral, compilePattern, patternTrouble } from './match-paths.ts';

/** A pattern prepared for many comparisons. Everything is folded, as locks are: `README.md` is `readme.md`. */
export interface PathPattern {
  readonly text: string;
  /** The one folded path that is meant, where there is no wildcard. */
  readonly literal?: string;
  /** `undefined`: too wild to be judged, overlaps everything. */
  readonly components?: readonly Component[];
}

type Component = 'any' | { readonly literal: string } | { readonly head: string; readonly tail: string };

/** `src/a.ts`, `src/` (everything below) or a glob → what `overlap` compares. */
export function preparePattern(text: string): PathPattern {
  const literal = asLiteral(text);
  if (literal !== undefined) return { text, literal: foldText(literal.replace(/\/+$/, '')) };
  if (patternTrouble(text) !== undefined) return { text };
  return { text, components: compilePattern(text).map((test, at) => prepareComponent(test, at, text)) };
}

function prepareComponent(test: ComponentTest, at: number, pattern: string): Component {
  if (test === 'any') return 'any';
  if ('literal' in test) return { literal: foldText(test.literal) };
  const text = pattern.split('/')[at] ?? '';
  const wild = /[*?[\\]/;
  const first = text.search(wild);
  const last =
    text.length -
    [...text]
      .reverse()
      .join('')
      .search(/[*?\]\\]/);
  return { head: foldText(text.slice(0, first)), tail: foldText(text.slice(last)) };
}

/**
 * Whether some path could belong to both. Conservative: never false where one exists, for tasks that wrongly run at
 * once cost work, and tasks that wrongly wait only time. A path overlaps everything below it, as locks do.
 */
export function overlap(a: PathPattern, b: PathPattern): boolean {
  if (a.literal !== undefined && b.literal !== undefined) return literalsOverlap(a.literal, b.literal);
  const left = componentsOf(a);
  const right = componentsOf(b);
  return left === undefined || right === undefined || componentsOverlap(left, right);
}

const literalsOverlap = (a: string, b: string): boolean =>
  a === b || a === '' || b === '' || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/**
 * A glob stands for the files it matches. A path may be a directory and then stands for all below it, unless its name
 * has an ending: else `*.md` anywhere would overlap every file there is, since `a.ts` might be a directory with documents.
 */
function componentsOf(pattern: PathPattern): readonly Component[] | undefined {
  if (pattern.literal === undefined) return pattern.components;
  if (pattern.literal === '') return ['any'];
  const names = pattern.literal.split('/').map((literal) => ({ literal }));
  const isFile = !pattern.text.endsWith('/') && /[^.]\.[^.]/.test(names.at(-1)?.literal ?? '');
  return isFile ? names : [...names, 'any'];
}

/** Reaches pairs of positions, as in the product of two automata. */
function componentsOverlap(a: readonly Component[], b: readonly Component[]): boolean {
  const seen = new Set<number>();
  const open: (readonly [number, number])[] = [[0, 0]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [i, j] = pair;
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    const left = a[i];
    const right = b[j];
    if (left === undefined && right === undefined) return true;
    if (left === 'any') open.push([i + 1, j]);
    if (right === 'any') open.push([i, j + 1]);
    if (left === undefined || right === undefined) continue;
    if (left === 'any') open.push([i, j + 1]);
    if (right === 'any') open.push([i + 1, j]);
    if (left === 'any' || right === 'any') continue;
    if (componentOverlap(left, right)) open.push([i + 1, j + 1]);
  }
  return false;
}

function componentOverlap(a: Exclude<Component, 'any'>, b: Exclude<Component, 'any'>): boolean {
  if ('literal' in a) return 'literal' in b ? a.literal === b.literal : mayMatch(a.literal, b);
  if ('literal' in b) return mayMatch(b.literal, a);
  return agree(a.head, b.head, 'startsWith') && agree(a.tail, b.tail, 'endsWith');
}

const mayMatch = (name: string, { head, tail }: { readonly head: string; readonly tail: string }): boolean =>
  name.startsWith(head) && name.endsWith(tail);

const agree = (a: string, b: string, end: 'startsWith' | 'endsWith'): boolean => a[end](b) || b[end](a);
