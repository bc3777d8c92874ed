import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

// The project `fast` starts no process: a test that does belongs to `git` or `slow`.
const STARTERS = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'];
for (const name of STARTERS) {
  const refuse = (): never => {
    throw new Error(`${name}: a test of the project "fast" starts no process; see vitest.config.ts`);
  };
  Object.assign(childProcess, { [name]: refuse });
}
syncBuiltinESMExports();
