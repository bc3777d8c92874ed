import { chmodSync, createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { maskSecrets } from '../../core/agents/mask-secrets.ts';
import { type SecretStream, secretStream } from '../../core/agents/secret-stream.ts';

export interface LogWish {
  readonly path: string;
  /** The first part, and the last, at most 64 KiB of it, together. */
  readonly capBytes: number;
  /** What must not be in it, besides all that looks like a secret. */
  readonly secrets: readonly string[];
}

/** Lines that say why it ended are among the last. */
const END_BYTES = 8 * 1024;

/**
 * A log that keeps the first and the last part of whatever is printed, in bounded memory and disk. Without secrets, and
 * for its owner alone.
 */
export class CappedLog {
  private written = 0;
  private kept = 0;
  private tail: Buffer[] = [];
  private tailBytes = 0;
  private end = '';
  private readonly secrets: SecretStream;
  private readonly file: WriteStream | undefined;
  private readonly headBytes: number;
  private readonly mostTail: number;

  constructor({ path, capBytes, secrets }: LogWish) {
    this.mostTail = Math.min(64 * 1024, Math.floor(capBytes / 4));
    this.headBytes = capBytes - this.mostTail;
    // Byte by byte: what is printed need not be text.
    const asBytes = secrets.map((secret) => Buffer.from(secret, 'utf8').toString('latin1'));
    this.secrets = secretStream(maskSecrets(asBytes));
    this.file = open(path);
  }

  write(chunk: Buffer): void {
    this.take(this.secrets.push(chunk.toString('latin1')));
  }

  /** Writes the last part; settles when the file is closed, or has failed. */
  close(): Promise<void> {
    this.take(this.secrets.end());
    const tail = Buffer.concat(this.tail).subarray(-this.mostTail);
    const leftOut = this.written - this.kept - tail.length;
    return new Promise((resolve) => {
      const { file } = this;
      if (file === undefined || file.destroyed) return resolve();
      file.once('close', () => resolve());
      if (leftOut > 0) file.write(`\n… ${leftOut} bytes left out …\n`);
      file.end(tail);
    });
  }

  /** The end of what is in it, as text. */
  get ending(): string {
    return Buffer.from(this.end, 'latin1').toString('utf8');
  }

  private take(text: string): void {
    if (text === '') return;
    this.end = (this.end + text).slice(-END_BYTES);
    const chunk = Buffer.from(text, 'latin1');
    this.written += chunk.length;
    const head = chunk.subarray(0, Math.max(0, this.headBytes - this.kept));
    if (head.length > 0) {
      this.kept += head.length;
      this.file?.write(head);
    }
    if (head.length < chunk.length) this.remember(Buffer.from(chunk.subarray(head.length)));
  }

  private remember(chunk: Buffer): void {
    this.tail.push(chunk.length > this.mostTail ? chunk.subarray(-this.mostTail) : chunk);
    this.tailBytes += Math.min(chunk.length, this.mostTail);
    while (this.tailBytes - (this.tail[0]?.length ?? 0) >= this.mostTail)
      this.tailBytes -= this.tail.shift()?.length ?? 0;
  }
}

/** A full disk must not end the agent: what cannot be written is dropped. */
function open(path: string): WriteStream | undefined {
  try {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700); // an earlier version has made it
    return createWriteStream(path, { mode: 0o600 }).on('error', () => {});
  } catch {
    return undefined;
  }
}
