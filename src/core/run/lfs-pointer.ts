/** What a small file of a tree stands for whose contents lie in the store of Git LFS. */
export interface LfsPointer {
  /** SHA-256 of the contents, in hex. */
  readonly oid: string;
}

const LARGEST = 1024;

// version https://git-lfs.github.com/spec/v1\noid sha256:4d7a…\nsize 12345\n
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n/;

/** `undefined`: it is a file like all others. */
export function readLfsPointer(bytes: Uint8Array): LfsPointer | undefined {
  if (bytes.length > LARGEST) return undefined;
  const oid = POINTER.exec(new TextDecoder('latin1').decode(bytes))?.[1];
  return oid === undefined ? undefined : { oid };
}
