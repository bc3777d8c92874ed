import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { ANSWERS } from '../../scripts/schemas/answer-schemas.ts';
import { SCHEMAS } from '../../scripts/schemas/schemas.ts';

/** The program as users get it; `npm test` has checked that it is what the sources build. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real binary as a person or an agent would, in a process of its own. */
export function runCli(
  cwd: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...process.env, ...options.env } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

/** What `--json` printed: one object on stdout and nothing else. */
export function parseJson(result: CliResult): Record<string, unknown> {
  const value: unknown = JSON.parse(result.stdout);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('not one JSON object');
  const parsed: Record<string, unknown> = { ...value };
  holdAgainstSchema(parsed);
  return parsed;
}

const validators = new Map<string, ValidateFunction>();

/** Every answer that a test looks at is what its published schema says. */
function holdAgainstSchema(answer: Record<string, unknown>): void {
  const command = String(answer['command']);
  const make = command in ANSWERS ? SCHEMAS[`${command}.schema.json`] : undefined;
  if (make === undefined) return;
  const validate = validators.get(command) ?? new Ajv({ strict: false, allErrors: true }).compile(make());
  validators.set(command, validate);
  if (!validate(answer))
    throw new Error(`${command} --json is not what its schema says: ${JSON.stringify(validate.errors)}`);
}
