import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript-api';

/** One source file as the layer rules see it. */
export interface SourceFile {
  /** Relative to `src/`, with `/`. */
  readonly name: string;
  readonly text: string;
}

export interface SourceImport {
  readonly from: string;
  /** Another file of ours, relative to `src/`; or the specifier of a package or builtin. */
  readonly to: string;
  readonly own: boolean;
}

/** All TypeScript files below a folder. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

/** Every import, export-from, `import()` and type import. */
export function readImports(file: SourceFile): SourceImport[] {
  const found = ts.preProcessFile(file.text, true, true).importedFiles;
  return found.map(({ fileName }) => {
    const own = fileName.startsWith('.');
    const to = own ? path.posix.join(path.posix.dirname(file.name), fileName) : fileName;
    return { from: file.name, to, own };
  });
}
