/** What a small file of a tree stands for whose contents lie in the store of Git LFS. */
export interface LfsPointer {
  /** SHA-256 of the contents, in hex. */
  readonly oid: string;
  /** Bytes that the contents have. */
  readonly size: number;
}

/** No pointer has more bytes. */
const LARGEST_POINTER = 1024;

// version https://git-lfs.github.com/spec/v1\noid sha256:4d7a…\nsize 12345\n
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n$/;

// git-lfs itself is less strict than what it writes: older names, other ends of lines
const LIKE_ONE = /^\s*version\s[^\n]*(?:git-lfs|git-media|hawser)/;

/** `undefined`: it is a file like all others. */
export function readLfsPointer(bytes: Uint8Array): LfsPointer | undefined {
  const [, oid, size] = POINTER.exec(textOf(bytes)) ?? [];
  return oid === undefined ? undefined : { oid, size: Number(size) };
}

/** Whether git-lfs may read a pointer in what is none by its own rules: nobody could say what it stands for. */
export const isOddPointer = (bytes: Uint8Array): boolean =>
  LIKE_ONE.test(textOf(bytes)) && readLfsPointer(bytes) === undefined;

const textOf = (bytes: Uint8Array): string =>
  bytes.length > LARGEST_POINTER ? '' : new TextDecoder('latin1').decode(bytes);
