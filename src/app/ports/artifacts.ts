/**
 * What jobs of one workflow leave for later ones: folders of files, each under a name. Another job of the same workflow may have
 * written any of them.
 */
export interface Artifacts {
  /** Names, sorted; nothing is read yet. */
  list(): Promise<readonly string[]>;
  /** Looks at all entries of one, and refuses it whole: `link`, `special`, `too-many`, `too-large`. */
  open(name: string, most: ArtifactLimits): Promise<OpenedArtifact | { readonly refused: ArtifactTrouble }>;
  /** A folder to fill, empty: what is in it is the artifact of that name. */
  put(name: string, files: readonly ArtifactFile[]): Promise<void>;
}

export type ArtifactTrouble = 'link' | 'special' | 'too-many' | 'too-large' | 'gone';

export interface ArtifactLimits {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
}

export interface OpenedArtifact {
  /** A file by its path in it, `/` between components; `undefined`: there is none, or it is larger. */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
  /** The same piece by piece, for files that are not held in memory. */
  stream(path: string, maxBytes: number): AsyncIterable<Uint8Array> | undefined;
}

export interface ArtifactFile {
  readonly path: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}
