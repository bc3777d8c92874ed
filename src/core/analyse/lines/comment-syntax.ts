import { languageOf } from '../../paths/language-of.ts';

/** How a language writes what is no code. */
export interface CommentSyntax {
  /** Beginnings of a comment that ends with its line. */
  readonly line: readonly string[];
  /** Pairs around a comment that may have many lines. */
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Quotes of strings that end with their line at the latest. */
  readonly quotes: readonly string[];
  /** Quotes of strings that may have many lines, longest first. */
  readonly long: readonly string[];
  /** A long string that begins a statement documents what follows. */
  readonly documents?: true;
  /** A comment begins only where a word could: `a#b` is none. */
  readonly spaced?: true;
}

const C_LIKE: CommentSyntax = { line: ['//'], block: [['/*', '*/']], quotes: ['"', "'"], long: [] };
const HASH: CommentSyntax = { line: ['#'], block: [], quotes: ['"', "'"], long: [], spaced: true };
const SCRIPT: CommentSyntax = {
  ...C_LIKE,
  block: [
    ['/*', '*/'],
    ['<!--', '-->'],
  ],
  long: ['`'],
};

/** By the names of `languageOf`. A quote that also means something else (Rust's lifetimes) is none. */
const BY_LANGUAGE: Readonly<Record<string, CommentSyntax>> = {
  typescript: SCRIPT,
  javascript: SCRIPT,
  java: { ...C_LIKE, long: ['"""'] },
  kotlin: { ...C_LIKE, long: ['"""'] },
  scala: { ...C_LIKE, quotes: ['"'], long: ['"""'] },
  go: { ...C_LIKE, long: ['`'] },
  rust: { ...C_LIKE, quotes: ['"'] },
  c: C_LIKE,
  cpp: C_LIKE,
  csharp: C_LIKE,
  swift: { ...C_LIKE, quotes: ['"'], long: ['"""'] },
  dart: { ...C_LIKE, long: ['"""', "'''"] },
  zig: C_LIKE,
  'objective-c': C_LIKE,
  fsharp: { line: ['//'], block: [['(*', '*)']], quotes: ['"'], long: ['"""'] },
  php: { ...C_LIKE, line: ['//', '#'] },
  python: { line: ['#'], block: [], quotes: ['"', "'"], long: ['"""', "'''"], documents: true },
  ruby: { line: ['#'], block: [['\n=begin', '\n=end']], quotes: ['"', "'"], long: [], spaced: true },
  elixir: { line: ['#'], block: [], quotes: ['"'], long: ['"""'], documents: true },
  erlang: { line: ['%'], block: [], quotes: ['"'], long: [] },
  haskell: { line: ['-- ', '--|'], block: [['{-', '-}']], quotes: ['"'], long: [] },
  clojure: { line: [';'], block: [], quotes: [], long: ['"'] },
  lua: { line: ['--'], block: [['--[[', ']]']], quotes: ['"', "'"], long: [] },
  r: { line: ['#'], block: [], quotes: ['"', "'"], long: [] },
  julia: { line: ['#'], block: [['#=', '=#']], quotes: ['"'], long: ['"""'], documents: true },
  shell: HASH,
  sql: { line: ['--'], block: [['/*', '*/']], quotes: ["'", '"'], long: [] },
};

const BY_NAME: readonly (readonly [RegExp, CommentSyntax])[] = [
  [
    /\.(ya?ml|toml|cfg|ini|properties|conf|env|tf|cmake)$|(^|\/)(dockerfile|makefile|gemfile|rakefile|justfile|jenkinsfile|\.env|requirements[^/]*\.txt)[^/]*$/i,
    HASH,
  ],
  [
    /\.(xml|html?|svg|xhtml|jsp|csproj|props)$/i,
    { line: [], block: [['<!--', '-->']], quotes: [], long: [] },
  ],
  [/\.(gradle|groovy|proto|prisma|scss|less|jsonc|json5)$/i, C_LIKE],
  [/\.css$/i, { ...C_LIKE, line: [] }],
];

/** Undefined where we do not know how the file writes comments. */
export function commentSyntaxOf(path: string): CommentSyntax | undefined {
  const language = languageOf(path);
  if (language !== undefined && Object.hasOwn(BY_LANGUAGE, language)) return BY_LANGUAGE[language];
  return BY_NAME.find(([name]) => name.test(path))?.[1];
}
