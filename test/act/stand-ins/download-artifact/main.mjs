import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

const { env } = process;
const [before, after] = env.INPUT_PATTERN.split('*');
mkdirSync(env.INPUT_PATH, { recursive: true });
for (const name of readdirSync(env.ARTIFACT_STORE)) {
  if (!name.startsWith(before) || !name.endsWith(after)) continue;
  cpSync(path.join(env.ARTIFACT_STORE, name), path.join(env.INPUT_PATH, name), {
    recursive: true,
    verbatimSymlinks: true,
  });
}
