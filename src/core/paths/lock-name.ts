import { createHash } from 'node:crypto';
import type { LockName, RepoPath } from '../model/ids.ts';
import { lockName, repoPath } from '../model/ids.ts';
import { foldText } from './fold-text.ts';

const MAX_COMPONENT_BYTES = 40;
const MAX_COMPONENTS = 64;
const MAX_BYTES = 1000;

/** The lock of a path; `truncated` where the path is too deep or long, so that a directory above it is what is locked. */
export interface LockOfPath {
  readonly lock: LockName;
  /** The directory that is locked instead of the path itself. */
  readonly truncatedTo?: RepoPath;
}

/**
 * Names the lock of a path, component by component, so that a file and its directory always agree (docs/protocol.md,
 * "Refs"). Total: every path that git can track has a lock, and it is a valid ref below `refs/agentic/locks/`.
 */
export function lockOf(path: RepoPath): LockOfPath {
  const components = path.replace(/\/+$/, '').split('/');
  const names: string[] = [];
  let bytes = 0;
  for (const component of components) {
    const name = componentName(component);
    if (names.length === MAX_COMPONENTS || bytes + name.length + 1 > MAX_BYTES) break;
    names.push(name);
    bytes += name.length + 1;
  }
  const lock = lockName(names.join('/'));
  if (names.length === components.length) return { lock };
  return { lock, truncatedTo: repoPath(components.slice(0, names.length).join('/')) };
}

/** One component: folded, then escaped to `[a-z0-9_.-]` and `%xx`; hashed where that would exceed 40 bytes. */
function componentName(component: string): string {
  const folded = foldedBytes(foldText(component));
  const escaped = escapeBytes(folded);
  if (escaped.length <= MAX_COMPONENT_BYTES) return escaped;
  return `%h${createHash('sha256').update(folded).digest('hex').slice(0, 32)}`;
}

// git refuses refs with a component that starts or ends with a dot, holds "..", or ends in ".lock"
function escapeBytes(bytes: Uint8Array): string {
  let name = '';
  bytes.forEach((byte, at) => {
    const char = String.fromCharCode(byte);
    const plain = /[a-z0-9_.-]/.test(char);
    const dotInTheWay = char === '.' && (at === 0 || at === bytes.length - 1 || bytes[at - 1] === 0x2e);
    name += plain && !dotInTheWay ? char : `%${byte.toString(16).padStart(2, '0')}`;
  });
  return name.endsWith('.lock') ? `${name.slice(0, -5)}%2elock` : name;
}

// core knows no gateway, so the inverse of surrogateescape stands here for lone surrogates only
function foldedBytes(text: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text);
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char.length === 1 && code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else bytes.push(...new TextEncoder().encode(char));
  }
  return Uint8Array.from(bytes);
}

/** Whether a lock can have this name: what no path is folded and escaped to is no lock of ours. */
export function isLockName(name: string): boolean {
  const components = name.split('/');
  return components.length <= MAX_COMPONENTS && name.length <= MAX_BYTES && components.every(isComponentName);
}

function isComponentName(name: string): boolean {
  if (/^%h[0-9a-f]{32}$/.test(name)) return true;
  if (!/^(?:[a-z0-9_.-]|%[0-9a-f]{2})+$/.test(name)) return false;
  const bytes = [...name.matchAll(/%(..)|(.)/g)].map(([, hex, char = '']) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  );
  if (bytes.some((byte) => byte === 0 || byte === 0x2f)) return false;
  const text = textOf(Uint8Array.from(bytes));
  // of bytes that are no text nothing is folded but letters of ASCII
  const same = text === undefined ? escapeBytes(Uint8Array.from(bytes)) : componentName(text);
  return same === name && !bytes.some((byte) => byte >= 0x41 && byte <= 0x5a);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether whoever holds the one has all that the other is for: the same, or a directory above it. */
export const covers = (held: LockName, lock: LockName): boolean =>
  lock === held || lock.startsWith(`${held}/`);

/** Whether one of two locks excludes the other: equal, or a directory and something below it. */
export const locksOverlap = (a: LockName, b: LockName): boolean => covers(a, b) || covers(b, a);
