import ts from 'typescript-api';
import type { SourceFile } from './read-imports.ts';

export interface SourceFunction {
  /** As it is declared or assigned; `at line 7` for one without a name. */
  readonly name: string;
  /** From its first line to its last. */
  readonly lines: number;
  /** Its body is a single `switch`. */
  readonly isOneSwitch: boolean;
}

/** Every function, method and arrow function, those inside others too. */
export function readFunctions(file: SourceFile): SourceFunction[] {
  const source = ts.createSourceFile(file.name, file.text, ts.ScriptTarget.Latest, true);
  const found: SourceFunction[] = [];
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const walk = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const first = lineOf(node.getStart(source));
      found.push({
        name: nameOf(node) ?? `at line ${first}`,
        lines: lineOf(node.end) - first + 1,
        isOneSwitch: isOneSwitch(node.body),
      });
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named?.getText();
}

const isOneSwitch = (body: ts.Node): boolean =>
  ts.isBlock(body) && body.statements.length === 1 && body.statements.every(ts.isSwitchStatement);
