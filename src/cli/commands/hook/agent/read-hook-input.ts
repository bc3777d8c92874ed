const MOST_BYTES = 16 * 1024 * 1024;
const MOST_DRAINED = 16 * MOST_BYTES;

/**
 * What an agent sends to its hook; a terminal sends nothing, and what is larger than any edit is cut, so that it is no JSON.
 * The rest is taken all the same: who writes into a pipe that nobody reads fails.
 */
export async function readHookInput(): Promise<string> {
  if (process.stdin.isTTY) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    if (size <= MOST_BYTES) chunks.push(bytes);
    size += bytes.length;
    if (size > MOST_DRAINED) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
