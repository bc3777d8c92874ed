// What the demonstration is made of: a shop of four modules, five tasks, three scripted agents. Nothing in it knows
// that it is a demonstration: the agents are ordinary commands, and the tasks could be anybody's.

const PRICE = `/** Price of some pieces, in cents. */
export function priceOf(cents, pieces) {
  return cents * pieces;
}
`;

const USERS = `/** A customer, as the shop keeps it. */
export function makeUser(name, email) {
  return { name, email };
}
`;

const SESSION = `const sessions = new Map();

/** Signs a customer in. */
export function open(id, now) {
  sessions.set(id, { since: now });
}

/** Is the customer signed in? */
export function isOpen(id) {
  return sessions.has(id);
}
`;

const CHECK = `// The shop's test: \`verify\` in the configuration. It is run on combined work, before anything is published.
import assert from 'node:assert/strict';
import * as price from './src/price.js';
import * as session from './src/session.js';
import * as users from './src/users.js';

assert.equal(price.priceOf(250, 4), 1000);
assert.equal(users.makeUser('Ana', 'ana@example.com').name, 'Ana');
session.open('ana', 0);
assert.ok(session.isOpen('ana', 1));
`;

// Each agent is this script under its own name. It does by rote what a real one would do by thought: reads its task,
// edits one file of its worktree, and says in a sentence what it did.
const AGENT = `import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as think } from 'node:timers/promises';

const edit = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));
const names = (file) => [...readFileSync(file, 'utf8').matchAll(/^export function (\\w+)/gm)].map((m) => m[1]);

const work = {
  rounding() {
    edit('src/price.js', (text) => text.replace('return cents * pieces;', 'return Math.round(cents * pieces);'));
    return 'prices are whole cents';
  },
  discount() {
    edit('src/price.js', (text) => text + \`
/** Ten per cent off from ten pieces on. */
export function discountOf(cents, pieces) {
  return pieces < 10 ? 0 : Math.round(priceOf(cents, pieces) / 10);
}
\`);
    return 'discountOf(cents, pieces) is new';
  },
  'e-mail'() {
    edit('src/users.js', (text) => text.replace('  return {', "  if (!email.includes('@')) throw new Error('not an e-mail address');\\n  return {"));
    return 'an address without @ is refused';
  },
  'session-age'() {
    edit('src/session.js', (text) => text
      .replace('isOpen(id) {', 'isOpen(id, now) {')
      .replace('sessions.has(id)', 'sessions.has(id) && now - sessions.get(id).since < 3_600_000'));
    return 'a session ends after an hour';
  },
  'sign-out'() {
    edit('src/session.js', (text) => text + \`
/** Signs a customer out. */
export function close(id) {
  sessions.delete(id);
}
\`);
    return 'close(id) is new';
  },
  'describe-prices'() {
    const found = names('src/price.js');
    edit('docs/api.md', (text) => text + found.map((name) => \`* \\\`\${name}\\\`\\n\`).join(''));
    return \`describes \${found.join(', ')}\`;
  },
};

await think(600);
const summary = work[process.env.AGENTIC_TASK]();
writeFileSync(process.env.AGENTIC_OUTPUT, JSON.stringify({ summary }));
`;

const CONFIGURATION = `agents:
  ada:  { command: node agents/agent.mjs ada }
  ben:  { command: node agents/agent.mjs ben }
  cleo: { command: node agents/agent.mjs cleo, paths: ["docs/**"] }
verify: node check.mjs
`;

const TASKS = `version: 1
tasks:
  - { id: rounding,        kind: fix,     title: "Round prices to whole cents",     writes: [src/price.js] }
  - { id: discount,        kind: feature, title: "Ten per cent off from ten pieces", writes: [src/price.js] }
  - { id: e-mail,          kind: fix,     title: "Refuse an address without @",      writes: [src/users.js] }
  - { id: session-age,     kind: fix,     title: "End a session after an hour",      writes: [src/session.js] }
  - { id: describe-prices, kind: documentation-update, title: "Describe the prices", writes: [docs/api.md], reads: [src/price.js], after: [rounding, discount] }
`;

const LATE = `version: 1
tasks:
  - { id: sign-out, kind: feature, title: "Sign a customer out", writes: [src/session.js] }
`;

/** The project as its first commit has it: path → content. */
export const DEMO_PROJECT: Readonly<Record<string, string>> = {
  'src/price.js': PRICE,
  'src/users.js': USERS,
  'src/session.js': SESSION,
  'docs/api.md': '# The shop\n\n',
  'check.mjs': CHECK,
  'package.json': '{ "name": "shop", "private": true, "type": "module" }\n',
  'agents/agent.mjs': AGENT,
  '.agentic-planrc.yaml': CONFIGURATION,
  'tasks.yaml': TASKS,
  'late.yaml': LATE,
};

const guarded = (guard: string): string => PRICE.replace('  return', `  ${guard}\n  return`);

/** Our own branch, which the tasks are for. */
export const DEMO_OURS: Readonly<Record<string, string>> = {
  'src/price.js': guarded("if (pieces < 0) throw new Error('no negative pieces');"),
};

/** What a colleague has on an unmerged branch: the look finds that it conflicts with ours. */
export const DEMO_COLLEAGUE: Readonly<Record<string, string>> = {
  'src/price.js': guarded('if (!pieces) return 0;'),
};
