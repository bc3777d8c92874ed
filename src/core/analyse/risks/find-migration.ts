import type { Evidence } from '../../model/evidence.ts';
import { realLines } from '../lines/real-lines.ts';
import type { ChangedPath } from '../rules/rule.ts';

/** What changes rows that are there, in the migrations of many frameworks. A change of the schema alone is none. */
const CHANGES_DATA =
  /\bRunPython\b|\bRunSQL\b|\.update\(|\.delete\(|\.bulk_(?:update|create)\(|\bupdate_all\b|\bfind_each\b|\bin_batches\b|\bop\.execute\(|\bqueryRunner\.query\(|\bknex\(|\bDB::(?:table|statement|update)\b|^\s*(?:UPDATE|DELETE\s+FROM|TRUNCATE|INSERT\s+INTO)\b|["'`]\s*(?:UPDATE|DELETE\s+FROM|INSERT\s+INTO)\b|\b(?:DROP\s+(?:COLUMN|TABLE))\b/i;

/** New rows leave those alone that are there. */
const ADDS_ROWS = /\bINSERT\s+INTO\b.*\bVALUES\b(?!.*\bDO\s+UPDATE\b)/i;

/** The way back is for those whom the way forth failed. */
const BACK_FILE = /[._/-](?:down|rollback|revert|undo)(?:\.\w+)?\.\w+$|(?:^|\/)down\.\w+$/i;
const BACK =
  /\b(?:def|function|func|fn|async|public|exports\.|fun)\b.*\b(?:down|downgrade|backwards?|reverse\w*|rollback|revert)\w*\s*[(=:]|^\s*def (?:down|revert)\b|^\s*(?:async\s+)?down\s*[(:=]/i;
const FORTH =
  /\b(?:def|function|func|fn|async|public|exports\.|fun)\b.*\b(?:up|upgrade|forwards?|migrate|change)\w*\s*[(=:]|^\s*def (?:up|change)\b|^\s*(?:async\s+)?up\s*[(:=]/i;

/** `-- +goose Down`, `-- migrate:down`: files of SQL say it in a comment. */
const SAYS_BACK = /^\s*(?:--|#|\/\/)\s*(?:\+\w+\s+|migrate:|@)?(?:down|undo|rollback)\b/i;
const SAYS_FORTH = /^\s*(?:--|#|\/\/)\s*(?:\+\w+\s+|migrate:|@)?up\b/i;

const MAX_SHOWN = 120;

/** A migration of data: its first line that changes rows. */
export function findMigration({
  path,
  classes,
  lines,
}: ChangedPath): Extract<Evidence, { kind: 'migration' }> | undefined {
  if (!classes.has('migration') || lines === undefined || BACK_FILE.test(path)) return undefined;
  let back = false;
  const real = new Set(realLines(lines));
  const all = lines.hunks.flatMap((hunk) => hunk.lines);
  const found = all.find((one) => {
    const { side, code, text } = one;
    if (FORTH.test(code) || SAYS_FORTH.test(text)) back = false;
    else if (BACK.test(code) || SAYS_BACK.test(text)) back = true;
    return (
      side === 'added' &&
      !back &&
      real.has(one) &&
      CHANGES_DATA.test(code) &&
      !ADDS_ROWS.test(code) &&
      !/RunPython\.noop\s*[,)]?\s*$/.test(code)
    );
  });
  return (
    found && { kind: 'migration', file: path, line: found.line, text: found.text.trim().slice(0, MAX_SHOWN) }
  );
}
