import type { ConfigProblemCode } from '../../core/model/problem.ts';
import type { Catalogue } from './entry.ts';
import { note, usage, world } from './entry.ts';
import { datum, oneOf } from './wording.ts';

/** Codes of the YAML parser that people meet, in plain words; others are shown as the parser says them. */
const SYNTAX: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'indented with a tab'],
  ['DUPLICATE_KEY', 'the same key stands here twice'],
  ['BAD_INDENT', 'this line is not indented as the lines above it'],
  ['MISSING_CHAR', 'a bracket, quote or comma is missing'],
  ['MULTILINE_IMPLICIT_KEY', 'a key must stand on one line; mostly a colon or a quote is missing above'],
  ['KEY_NOT_TEXT', 'keys must be plain text'],
  ['UNKNOWN_ALIAS', 'an alias without an anchor before it'],
]);

/** A file that stands in the configuration by its path: the problem's place is that key. */
const isPrompt = (key: string | undefined): boolean => key?.endsWith('.prompt') === true;

/** The file as a whole: found, readable, and plain data. */
export const fileProblems = {
  'file-missing': usage((_, { key }) =>
    isPrompt(key)
      ? {
          what: 'the file that it names is not there',
          remedy: 'correct the path, from the root of the repository',
        }
      : { what: 'there is no such file', remedy: 'check the path given on the command line' },
  ),
  'file-unreadable': world((data) => ({
    what: `the file cannot be read (${datum(data, 'detail')})`,
    remedy: 'check its permissions and those of its folder',
  })),
  'file-too-large': usage((data, { key }) => ({
    what: `${isPrompt(key) ? 'the file that it names' : 'the file'} has ${datum(data, 'bytes')} bytes, more than ${datum(data, 'max')}`,
    remedy: 'make it smaller; nothing in it was read',
  })),
  'file-not-regular': usage((data, { key }) => ({
    what: `${isPrompt(key) ? 'what it names' : 'this'} is a ${datum(data, 'kind') === 'other' ? 'special file' : datum(data, 'kind')}, not a file`,
    remedy: 'put a regular file in its place; links are not followed',
  })),
  'file-outside-repository': usage((_, { key }) => ({
    what: `${isPrompt(key) ? 'the file that it names' : 'the file'} is outside the repository`,
    remedy: 'keep it in the repository, where the whole team has the same',
  })),
  'several-configurations': note((data) => ({
    what: `there is more than one configuration; ${datum(data, 'others')} is ignored`,
    remedy: 'keep one of them, or name one with --config',
  })),
  'not-utf8': usage((_, { key }) => ({
    what: isPrompt(key) ? 'the file that it names is not UTF-8 text' : 'the file is not UTF-8 text',
    remedy: 'save it as UTF-8',
  })),
  syntax: usage((data) => ({
    what: SYNTAX.get(datum(data, 'reason')) ?? datum(data, 'detail'),
    remedy:
      datum(data, 'reason') === 'TAB_AS_INDENT'
        ? 'indent with spaces'
        : 'correct this line; nothing was changed',
  })),
  'several-documents': usage(() => ({
    what: 'a second document begins here; one is read',
    remedy: 'remove the line --- and what does not belong',
  })),
  'too-deep': usage((data) => ({
    what: `nested more than ${datum(data, 'max')} levels deep`,
    remedy: 'mostly a bracket or quote above is not closed',
  })),
  'too-many-aliases': usage((data) => ({
    what: `more than ${datum(data, 'max')} aliases, or they multiply to a huge document`,
    remedy: 'write the values out',
  })),
  'unsupported-tag': usage((data) => ({
    what: `the tag ${datum(data, 'tag')} is not plain data`,
    remedy: 'remove the tag; text, numbers, true/false, lists and tables need none',
  })),
  'unsafe-key': usage((data) => ({
    what: `${datum(data, 'key')} cannot be a key`,
    remedy: 'choose another name',
  })),
  'unsupported-version': usage((data) => ({
    what: `version ${datum(data, 'version')} is not known`,
    remedy: `write version: ${oneOf(data, 'known')}, or update agentic-plan`,
  })),
  usage: usage((data) => ({
    what: datum(data, 'message'),
    remedy: datum(data, 'remedy') || 'agentic-plan --help',
  })),
} satisfies Partial<Catalogue<ConfigProblemCode>>;
