import type { RepoPath } from '../core/model/ids.ts';
import { repoPath } from '../core/model/ids.ts';
import { splitNul } from './split-records.ts';

// File names are bytes. A byte that is not part of valid UTF-8 becomes one lone surrogate U+DC80…U+DCFF, as
// Python's `surrogateescape` does, so that every name survives as a string and two names never become one.

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes from git → string; the inverse of `pathToBytes` for every input. */
export function pathFromBytes(bytes: Uint8Array): RepoPath {
  try {
    return repoPath(strict.decode(bytes));
  } catch {
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const length = validSequence(bytes, at);
      text +=
        length > 0
          ? strict.decode(bytes.subarray(at, at + length))
          : String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += Math.max(length, 1);
    }
    return repoPath(text);
  }
}

/**
 * The same for many at once: records, each ended by NUL, of which the last part is the name of a file. All of it is decoded
 * in one go where it is UTF-8, as nearly always; one by one would take ten times as long.
 */
export function recordsFromBytes(bytes: Buffer): readonly string[] {
  try {
    return strict.decode(bytes).split('\0').slice(0, -1);
  } catch {
    return splitNul(bytes).map(pathFromBytes);
  }
}

/** String → the bytes that git and the disk know. */
export function pathToBytes(path: string): Buffer {
  if (path.isWellFormed()) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  for (const char of path) {
    const code = char.charCodeAt(0);
    const escaped = char.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    parts.push(escaped ? Buffer.from([code - 0xdc00]) : Buffer.from(char, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** Length of the valid UTF-8 sequence that starts at `at`, or 0. */
function validSequence(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      strict.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // try one byte more
    }
  }
  return 0;
}
