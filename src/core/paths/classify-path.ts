import { languageOf } from './language-of.ts';
import * as tables from './path-tables.ts';
import { wordsOf } from './path-words.ts';

/** What a path is about, judged by its name alone. A file may be several: an API route that logs people in. */
export type PathClass =
  | 'api'
  | 'auth'
  | 'crypto'
  | 'secrets'
  | 'manifest'
  | 'lock-file'
  | 'workflow'
  | 'submodules'
  | 'data-model'
  | 'migration'
  | 'test'
  | 'documentation'
  | 'example'
  | 'generated'
  | 'vendored'
  | 'binary'
  | 'source';

// Every reader and rule asks for the same paths again; a dozen expressions for each would be a tenth of a plan's time.
const MAX_KNOWN = 10_000;
const known = new Map<string, ReadonlySet<PathClass>>();

/** Vendored and generated files, tests, documents and examples are never also part of what a product exposes. */
export function classifyPath(path: string): ReadonlySet<PathClass> {
  const found = known.get(path) ?? classify(path);
  if (known.size < MAX_KNOWN) known.set(path, found);
  return found;
}

function classify(path: string): ReadonlySet<PathClass> {
  const components = path.split('/');
  const name = components.pop() ?? '';
  const directories = components.map((component) => component.toLowerCase());
  const alone = aloneClass(path, name, directories);
  if (alone !== undefined) return new Set([alone]);
  const classes = new Set<PathClass>();
  const code = languageOf(path) !== undefined;
  if (directories.some((directory) => tables.EXAMPLE_DIRECTORIES.has(directory))) return new Set(['example']);
  if (tables.MANIFESTS.test(path)) classes.add('manifest');
  if (tables.WORKFLOWS.test(path)) classes.add('workflow');
  if (code && !classes.has('manifest')) classes.add('source');
  if (code || /\.(ya?ml|json|proto|graphqls?|prisma|avsc|conf)$/i.test(name)) {
    for (const found of surfaceClasses(path, name, directories)) classes.add(found);
  }
  return classes;
}

/** Classes that exclude all others. */
function aloneClass(path: string, name: string, directories: readonly string[]): PathClass | undefined {
  if (tables.VENDORED_PATHS.test(path)) return 'vendored';
  if (tables.LOCK_FILES.test(path)) return 'lock-file';
  if (isTest(name, directories)) return 'test';
  if (tables.SECRET_FILES.test(path)) return 'secrets';
  if (name === '.gitmodules') return 'submodules';
  if (tables.BINARIES.test(name)) return 'binary';
  if (tables.GENERATED_PATHS.test(path) || tables.TRANSLATED_PATHS.test(path)) return 'generated';
  if (isDocument(name, directories)) return 'documentation';
  return undefined;
}

const isTest = (name: string, directories: readonly string[]): boolean =>
  tables.TEST_NAMES.test(name) || directories.some((directory) => tables.TEST_DIRECTORIES.has(directory));

const isDocument = (name: string, directories: readonly string[]): boolean =>
  tables.DOCUMENT_NAMES.test(name) ||
  (/\.(txt|html)$/i.test(name) &&
    !/^(requirements|constraints)/i.test(name) &&
    directories.some((directory) => tables.DOCUMENT_DIRECTORIES.has(directory)));

function surfaceClasses(path: string, name: string, directories: readonly string[]): readonly PathClass[] {
  const words = [...directories.flatMap(wordsOf), ...wordsOf(name.replace(/\.[^.]*$/, ''))];
  const own = wordsOf(name);
  const has = (table: ReadonlySet<string>, list: readonly string[]): boolean =>
    list.some((word) => table.has(word));
  const found: (readonly [PathClass, boolean])[] = [
    ['auth', has(tables.AUTH_WORDS, words)],
    ['crypto', has(tables.CRYPTO_WORDS, words)],
    ['secrets', has(tables.SECRET_WORDS, words)],
    [
      'api',
      has(tables.API_DIRECTORIES, directories) ||
        has(tables.API_WORDS, own) ||
        /^(openapi|swagger)\b|\.(proto|graphqls?)$|^views\.py$/i.test(name),
    ],
    ['migration', tables.MIGRATION_PATHS.test(path.toLowerCase())],
    ['data-model', has(tables.MODEL_DIRECTORIES, directories) || tables.MODEL_NAMES.test(name.toLowerCase())],
  ];
  const classes = found.flatMap(([name, is]) => (is ? [name] : []));
  return classes.includes('migration') ? classes.filter((name) => name !== 'data-model') : classes;
}
