import { type OutputReader, outputReader } from '../../core/agents/output-reader.ts';
import type { AgentReport } from '../../core/agents/said.ts';
import { CappedLog, type LogWish } from './capped-log.ts';

/** The log of an agent: what it prints for programs stands in it as people read it, and is read on the way. */
export class AgentLog {
  private printedBytes = 0;
  private readonly log: CappedLog;
  private readonly reader: OutputReader | undefined;

  constructor(wish: LogWish, preset?: string) {
    this.log = new CappedLog(wish);
    this.reader = outputReader(preset);
  }

  /** Its standard output. */
  print(chunk: Buffer): void {
    this.printedBytes += chunk.length;
    if (this.reader === undefined) this.log.write(chunk);
    else this.show(this.reader.push(chunk.toString('latin1')));
  }

  /** Its standard error, which is always text. */
  complain(chunk: Buffer): void {
    this.printedBytes += chunk.length;
    this.log.write(chunk);
  }

  /** `ending`: the end of what is in it, as text. */
  async close(): Promise<{
    readonly printedBytes: number;
    readonly ending: string;
    readonly report: AgentReport;
  }> {
    if (this.reader !== undefined) this.show(this.reader.end());
    await this.log.close();
    const { printedBytes } = this;
    return { printedBytes, ending: this.log.ending, report: this.reader?.report() ?? {} };
  }

  private show(text: string): void {
    if (text !== '') this.log.write(Buffer.from(text, 'latin1'));
  }
}
