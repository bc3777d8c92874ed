// Makes git run hooks/ in a clone of this repository that somebody works in. npm calls it (script `dependencies`)
// after it has filled node_modules of the *root* project. It is not a `prepare`, `install` or `build` script on
// purpose: those run on the machine of whoever installs the package from git. `dependencies` of a package that
// somebody depends on never runs, so installing agentic-plan executes nothing.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ours = existsSync(`${root}.git`) && !root.includes('node_modules');
if (ours && !process.env['CI']) {
  const { default: linkHooks } = await import('husky');
  process.chdir(root);
  const trouble = linkHooks('hooks');
  if (trouble) console.error(`hooks/ are not linked: ${trouble}`);
}
