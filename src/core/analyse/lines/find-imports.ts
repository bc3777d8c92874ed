interface ImportSyntax {
  /** A line that brings in names, or lists those that go out. */
  readonly line: RegExp;
  /** A line that begins such a list, which `close` ends. */
  readonly open?: RegExp;
  readonly close?: RegExp;
}

const SCRIPT: ImportSyntax = {
  line: /^\s*import\b(?!\s*\()|^\s*export\s+(?:type\s+)?(?:\*|\{)|^\s*(?:const|let|var)\s+[^=]+=\s*require\(\s*['"][^'"]+['"]\s*\)[.\w]*;?\s*$|^\s*['"]use strict['"];?\s*$|\}\s*from\s*['"]/,
  open: /^\s*(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{[^}]*$/,
  close: /\}/,
};
const C_LIKE: ImportSyntax = { line: /^\s*(?:#\s*(?:include|pragma)\b|@?import\s)/ };
const DOTTED: ImportSyntax = { line: /^\s*(?:import|package)\s/ };

const BY_LANGUAGE: Readonly<Record<string, ImportSyntax>> = {
  typescript: SCRIPT,
  javascript: SCRIPT,
  python: {
    line: /^\s*(?:import\s+\w|from\s+\S+\s+import\b|__all__\s*=|if\s+(?:t|typing)\.TYPE_CHECKING\b|if\s+TYPE_CHECKING\b)/,
    open: /^\s*(?:from\s+\S+\s+import\s*\([^)]*$|__all__\s*=\s*[[(][^\])]*$)/,
    close: /[)\]]/,
  },
  go: { line: /^\s*(?:package\s|import\s)/, open: /^import\s*\($/, close: /^\)/ },
  rust: {
    line: /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:use|mod)\s[^=]*(?:;|\{)?\s*$|^\s*extern\s+crate\b/,
    open: /^\s*(?:pub(?:\([^)]*\))?\s+)?use\s[^;]*$/,
    close: /;/,
  },
  java: DOTTED,
  kotlin: DOTTED,
  scala: DOTTED,
  csharp: { line: /^\s*(?:global\s+)?using\s+(?:static\s+)?[\w.= ]+;|^\s*namespace\s/ },
  php: { line: /^\s*(?:use\s+[\w\\]+(?:\s+as\s+\w+)?\s*;|namespace\s|declare\(strict_types)/ },
  ruby: { line: /^\s*require(?:_relative)?\s/ },
  c: C_LIKE,
  cpp: C_LIKE,
  'objective-c': C_LIKE,
  swift: DOTTED,
  dart: { line: /^\s*(?:import|export|part)\s/ },
  elixir: { line: /^\s*(?:alias|import|require|use)\s/ },
  haskell: DOTTED,
};

/** Most lines have none of these words, and need no closer look. */
const MAY_IMPORT =
  /import|export|require|use|from|package|include|pragma|mod|crate|namespace|alias|part|__all__|TYPE_CHECKING|declare/;

/** Which lines of a file (its code, without comments) only bring in or list names, by index. */
export function findImports(code: readonly string[], language: string | undefined): ReadonlySet<number> {
  const syntax =
    language !== undefined && Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
  const found = new Set<number>();
  if (syntax === undefined) return found;
  let open = false;
  for (const [at, line] of code.entries()) {
    if (open) {
      found.add(at);
      open = syntax.close?.test(line) === false;
    } else if (
      line.length < 1000 &&
      MAY_IMPORT.test(line) &&
      (syntax.line.test(line) || syntax.open?.test(line))
    ) {
      found.add(at);
      open = syntax.open?.test(line) === true;
    }
  }
  return found;
}
