import { DECLARATIONS, type DeclarationTable } from './declaration-tables.ts';
import { type Parameter, readParameters } from './read-parameters.ts';

/** What a file lets others use. */
export interface Declaration {
  /** `load`, `UserSession.refresh`. */
  readonly name: string;
  /** Undefined: it takes none, as a class or a constant. */
  readonly parameters?: readonly Parameter[];
}

/** A declaration over more lines than these is cut; then nothing is said of its parameters. */
const MOST_LINES = 60;
/** Longer lines declare nothing. */
const MOST_LETTERS = 400;

/** Public names of a file (its code, without comments). Of several with one name nobody can tell how it is called. */
export function readDeclarations(
  code: readonly string[],
  language: string,
): ReadonlyMap<string, Declaration> {
  const table = Object.hasOwn(DECLARATIONS, language) ? DECLARATIONS[language] : undefined;
  const found = new Map<string, Declaration>();
  const twice = new Set<string>();
  if (table === undefined) return found;
  let container: { name: string; indent: number } | undefined;
  for (const [at, line] of code.entries()) {
    if (line.length > MOST_LETTERS || !/\S/.test(line)) continue;
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (container !== undefined && indent <= container.indent && !/^\s*[)}\]]/.test(line))
      container = undefined;
    const own = table.container?.exec(line)?.[1];
    if (own !== undefined) container = { name: own, indent };
    const name = nameAt(table, line, container);
    if (name === undefined) continue;
    if (found.has(name)) twice.add(name);
    found.set(name, declarationOf(name, code, at, language));
  }
  for (const name of twice) found.set(name, { name });
  return found;
}

function nameAt(
  table: DeclarationTable,
  line: string,
  container: { readonly name: string; readonly indent: number } | undefined,
): string | undefined {
  for (const expression of table.public) {
    const name = expression.exec(line)?.[1];
    if (name !== undefined) return name.startsWith('_') ? undefined : name;
  }
  const member = container === undefined ? undefined : table.member?.exec(line)?.[1];
  if (member === undefined || container === undefined) return undefined;
  // What makes an instance is called by the class's name.
  if (member === '__init__' || member === 'constructor') return `${container.name}.__init__`;
  return member.startsWith('_') ? undefined : `${container.name}.${member}`;
}

function declarationOf(name: string, code: readonly string[], at: number, language: string): Declaration {
  const first = code[at] ?? '';
  // Most names are no functions: nothing of them is put together.
  if (!first.includes('(') || /^\s*(?:@\w+\s+)*[^={]*\bclass\b/.test(first)) return { name };
  const parameters = readParameters(code.slice(at, at + MOST_LINES).join('\n'), language);
  return parameters === undefined ? { name } : { name, parameters };
}
