import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const { env } = process;
const name = env.INPUT_NAME;
if (!/^[^"<>|*?:\\/\r\n]+$/.test(name)) throw new Error(`no name of an artifact: ${name}`);
const kept = path.join(env.ARTIFACT_STORE, name);
if (existsSync(kept) && env.INPUT_OVERWRITE !== 'true') throw new Error(`${name} is there already`);
rmSync(kept, { recursive: true, force: true });
const isEmpty = !existsSync(env.INPUT_PATH) || readdirSync(env.INPUT_PATH).length === 0;
if (isEmpty && env['INPUT_IF-NO-FILES-FOUND'] !== 'ignore') throw new Error(`nothing in ${env.INPUT_PATH}`);
if (!isEmpty) cpSync(env.INPUT_PATH, kept, { recursive: true, verbatimSymlinks: true });
