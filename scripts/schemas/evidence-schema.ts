import * as v from 'valibot';
import type { LineRisk } from '../../src/core/model/risks.ts';
import { named, number, text, time, whole } from './vocabulary.ts';

// Evidence of derived tasks (src/core/model/evidence.ts); tests hold real plans against it.

const RISKS: Readonly<Record<LineRisk, true>> = {
  permission: true,
  'proxy-trust': true,
  'host-trust': true,
  escaping: true,
  certificate: true,
  secret: true,
  shell: true,
  execution: true,
  deserialisation: true,
  redirect: true,
  path: true,
  origin: true,
  cookie: true,
  query: true,
  'weak-crypto': true,
  handler: true,
  'auth-code': true,
  'session-code': true,
  'crypto-code': true,
  'foreign-code': true,
  'write-permission': true,
  'unpinned-action': true,
  'piped-script': true,
  'secret-in-scope': true,
  'untrusted-expression': true,
  limit: true,
  outgoing: true,
  visibility: true,
  'request-parsing': true,
  upload: true,
  'server-policy': true,
  'container-rights': true,
  distribution: true,
};

export const LINE_RISKS = Object.keys(RISKS);

const kind = <const K extends string, E extends v.ObjectEntries>(name: K, entries: E) =>
  v.strictObject({ kind: named('Which sort.', v.literal(name)), ...entries });

const file = text('Where.');
const line = whole('From 1; of a removed line, in the old file.');
const shown = text('The line, or what the report says; raw text.');
const yes = (description: string) => v.optional(named(description, v.literal(true)));

const report = {
  source: text('The report.'),
  at: v.optional(time('When it was written.')),
  older: yes('It was written before the change.'),
};

export const evidence = v.variant('kind', [
  kind('risk', {
    risk: named('What the line decides.', v.picklist(LINE_RISKS)),
    file,
    line,
    text: shown,
    removed: yes('It is gone.'),
    moved: yes('It stands elsewhere in the diff, too.'),
  }),
  kind('name', {
    surface: named(
      'What the name says.',
      v.picklist(['secrets', 'auth', 'crypto', 'workflow', 'submodules', 'api', 'data-model', 'manifest']),
    ),
    file,
  }),
  kind('binary', { file, how: named('How.', v.picklist(['added', 'replaced'])) }),
  kind('secret-file', { file }),
  kind('said', { file, line, commit: text('Which says it.'), text: text('Its first line; raw text.') }),
  kind('submodule', { file }),
  kind('audited', { at: time('The last audit that is known.') }),
  kind('size', {
    lines: whole('Different lines of code that are new, and half of those that are gone.'),
    files: whole('Files with such lines.'),
    risky: whole('Of the lines those where mistakes are dear.'),
  }),
  kind('migration', { file, line, text: shown }),
  kind('left-out', { reviewed: whole('Files of the task.'), files: whole('Files that are in none.') }),
  kind('untested', {
    file,
    line,
    text: shown,
    lines: whole('New lines of code of the file.'),
    like: text('A test of such a file.'),
    mends: v.optional(text('What a commit says to mend; raw text.')),
  }),
  kind('default-untested', {
    file,
    name: text('What is called.'),
    parameter: text('Which may be left out.'),
    was: text('What it was then.'),
    like: text('A test of such a file.'),
  }),
  kind('test-removed', { file, of: text('What it was the test of.') }),
  kind('uncovered', {
    lines: whole('Changed lines that no test runs.'),
    of: whole('Changed lines that were measured.'),
    percent: number('Covered.'),
    target: number('Wanted.'),
    ...report,
  }),
  kind('low-coverage', { percent: number('Of the project.'), target: number('Wanted.'), ...report }),
  kind('mention', {
    file,
    line,
    text: shown,
    name: text('What the document names.'),
    how: named('What became of it.', v.picklist(['removed', 'changed', 'default'])),
    of: text('The file that declares it, or did.'),
  }),
  kind('dependency', {
    file,
    name: text('As its ecosystem writes it.'),
    how: named('What it is.', v.picklist(['new', 'major', 'moved'])),
    line: v.optional(line),
    from: v.optional(text('Version or range before.')),
    to: v.optional(text('Version or range now.')),
  }),
  kind('advisory', {
    file,
    name: text('The dependency.'),
    id: text('Of the advisory.'),
    severity: text('As the report says.'),
    text: shown,
    ...report,
  }),
  kind('finding', {
    file,
    line,
    text: shown,
    rule: text('Of the tool.'),
    tool: text('Its name.'),
    ...report,
  }),
  kind('failure', { file, line: v.optional(line), name: text('Of the test.'), text: shown, ...report }),
  kind('conflict', { file, branch: text('The base.'), line: v.optional(line) }),
  kind('asked', {
    rule: text("The team's rule."),
    file,
    line: v.optional(line),
    text: v.optional(shown),
  }),
  kind('unlisted', { files: whole('How many.') }),
]);
