import { SaxesParser } from 'saxes';
import type { ReportReason, ReportTrouble } from './report.ts';

/** Told of each element in the order of the document. Returning a reason ends the walk: the report is refused for it. */
export interface XmlVisitor {
  readonly open: (
    name: string,
    attributes: Readonly<Record<string, string>>,
    depth: number,
  ) => ReportReason | undefined;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

// Reports nest about ten deep; a megabyte of `<a>` nests a quarter of a million.
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 5_000_000;

class Stop extends Error {
  readonly reason: ReportReason;
  constructor(reason: ReportReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Walks a document that anybody may have written. Entities of its own are neither declared nor expanded, nothing outside
 * of it is read, and what is too deep or too much ends the walk. What came before the end has been visited.
 */
export function walkXml(text: string, visitor: XmlVisitor): ReportTrouble | undefined {
  const parser = new SaxesParser();
  let depth = 0;
  let elements = 0;
  const stop = (reason: ReportReason): never => {
    throw new Stop(reason);
  };
  parser.on('error', () => stop('syntax'));
  // `<!DOCTYPE report PUBLIC "…" "report.dtd">` is in every report of JaCoCo; what stands in [] could declare anything
  parser.on('doctype', (doctype) => (/[[<]/.test(doctype) ? stop('entities') : undefined));
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > MAX_DEPTH) stop('too-deep');
    if (++elements > MAX_ELEMENTS) stop('too-many');
    const refused = visitor.open(name, attributes, depth);
    if (refused !== undefined) stop(refused);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    visitor.close?.(name);
  });
  parser.on('text', (piece) => visitor.text?.(piece));
  parser.on('cdata', (piece) => visitor.text?.(piece));
  try {
    parser.write(text.replace(/^\ufeff/, '')).close();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return { reason: error.reason, line: parser.line };
    throw error;
  }
}
