import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** A log that keeps the first and the last part of whatever is printed, in bounded memory and disk. */
export class CappedLog {
  printedBytes = 0;
  private kept = 0;
  private tail: Buffer[] = [];
  private tailBytes = 0;
  private readonly file: WriteStream | undefined;
  private readonly headBytes: number;
  private readonly mostTail: number;

  constructor(path: string, capBytes: number) {
    this.mostTail = Math.min(64 * 1024, Math.floor(capBytes / 4));
    this.headBytes = capBytes - this.mostTail;
    this.file = open(path);
  }

  write(chunk: Buffer): void {
    this.printedBytes += chunk.length;
    const head = chunk.subarray(0, Math.max(0, this.headBytes - this.kept));
    if (head.length > 0) {
      this.kept += head.length;
      this.file?.write(head);
    }
    if (head.length < chunk.length) this.remember(Buffer.from(chunk.subarray(head.length)));
  }

  /** Writes the last part; settles when the file is closed, or has failed. */
  close(): Promise<void> {
    const tail = Buffer.concat(this.tail).subarray(-this.mostTail);
    const leftOut = this.printedBytes - this.kept - tail.length;
    return new Promise((resolve) => {
      const { file } = this;
      if (file === undefined || file.destroyed) return resolve();
      file.once('close', () => resolve());
      if (leftOut > 0) file.write(`\n… ${leftOut} bytes left out …\n`);
      file.end(tail);
    });
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
    mkdirSync(dirname(path), { recursive: true });
    return createWriteStream(path).on('error', () => {});
  } catch {
    return undefined;
  }
}
