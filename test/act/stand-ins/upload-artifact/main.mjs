import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';

const { env } = process;
const name = env.INPUT_NAME;
if (!/^[^"<>|*?:\\/\r\n]+$/.test(name)) throw new Error(`no name of an artifact: ${name}`);
const kept = path.join(env.ARTIFACT_STORE, name);
if (existsSync(kept) && env.INPUT_OVERWRITE !== 'true') throw new Error(`${name} is there already`);
rmSync(kept, { recursive: true, force: true });
cpSync(env.INPUT_PATH, kept, { recursive: true, verbatimSymlinks: true });
