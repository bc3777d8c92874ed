import type { RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';

// Sample of `git diff-tree -p -U0 --src-prefix=a/ --dst-prefix=b/`. Names with control characters, quotes or bytes
// above 0x7f are quoted C-style; after a name with a space stands a tab. A file without content lines has no `+++`.
//   diff --git a/src/a b.ts b/src/a b.ts
//   index 85d05b5..e4a095b 100644
//   --- a/src/a b.ts␉
//   +++ b/src/a b.ts␉
//   @@ -25 +25,2 @@ function f() {
//   -25
//   +bbb
//   +ccc
//   \ No newline at end of file
//   diff --git "a/\303\251" "b/\303\251"

/** The hunks of one file. */
export interface FilePatch {
  /** The new name; of a deleted file the old one. */
  readonly path: RepoPath;
  /** From the first `@@` on. */
  readonly hunks: Buffer;
}

/** Parses a patch with `-U0`; content cannot pass for a header, because each hunk says how many lines it has. */
export function parsePatch(patch: Buffer): readonly FilePatch[] {
  const files: FilePatch[] = [];
  let names: { old?: RepoPath | undefined; new?: RepoPath | undefined } = {};
  for (let at = 0; at < patch.length; ) {
    const line = lineAt(patch, at);
    const text = patch.toString('latin1', at, Math.min(line, at + 4));
    if (text === 'diff') names = {};
    else if (text === '--- ') names = { old: nameOf(patch.subarray(at + 4, line)) };
    else if (text === '+++ ') names = { ...names, new: nameOf(patch.subarray(at + 4, line)) };
    else if (text.startsWith('@@ ')) {
      const found = takeHunks(patch, at);
      const path = names.new ?? names.old;
      if (path !== undefined) files.push({ path, ...found.file });
      at = found.end;
      continue;
    }
    at = line + 1;
  }
  return files;
}

const lineAt = (bytes: Buffer, from: number): number => {
  const end = bytes.indexOf(10, from);
  return end < 0 ? bytes.length : end;
};

function takeHunks(patch: Buffer, from: number): { end: number; file: Omit<FilePatch, 'path'> } {
  let at = from;
  while (at < patch.length) {
    const end = lineAt(patch, at);
    const header = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(patch.toString('latin1', at, end));
    if (!header) break;
    const [, removed = '1', added = '1'] = header;
    at = end + 1;
    for (
      let left = Number(removed) + Number(added);
      left > 0 && at < patch.length;
      at = lineAt(patch, at) + 1
    )
      if (patch[at] !== 0x5c) left--;
    while (patch[at] === 0x5c) at = lineAt(patch, at) + 1; // `\ No newline at end of file`
  }
  return { end: at, file: { hunks: patch.subarray(from, at) } };
}

/** `a/…` or `b/…`, perhaps quoted; `/dev/null` is no name. */
function nameOf(raw: Buffer): RepoPath | undefined {
  const bytes = raw[0] === 0x22 ? unquote(raw) : raw[raw.length - 1] === 9 ? raw.subarray(0, -1) : raw;
  const name = pathFromBytes(bytes);
  return name === '/dev/null' ? undefined : (name.slice(2) as RepoPath);
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

function unquote(raw: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 1; at < raw.length && raw[at] !== 0x22; at++) {
    const byte = raw[at] ?? 0;
    if (byte !== 0x5c) {
      out.push(byte);
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(raw.toString('latin1', at + 1, at + 4))?.[0];
    const letter = String.fromCharCode(raw[at + 1] ?? 0);
    out.push(octal ? Number.parseInt(octal, 8) : (ESCAPES[letter] ?? letter.charCodeAt(0)));
    at += octal ? 3 : 1;
  }
  return Buffer.from(out);
}
