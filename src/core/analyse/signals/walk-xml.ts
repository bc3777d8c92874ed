import sax from 'sax';
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
  const parser = sax.parser(true);
  let depth = 0;
  let elements = 0;
  const stop = (reason: ReportReason): never => {
    throw new Stop(reason);
  };
  parser.onerror = () => stop('syntax');
  // `<!DOCTYPE report PUBLIC "…" "report.dtd">` is in every report of JaCoCo; what stands in [] could declare anything
  parser.ondoctype = (doctype) => (/[[<]/.test(doctype) ? stop('entities') : undefined);
  parser.onopentag = ({ name, attributes }) => {
    if (++depth > MAX_DEPTH) stop('too-deep');
    if (++elements > MAX_ELEMENTS) stop('too-many');
    const refused = visitor.open(name, attributes as Readonly<Record<string, string>>, depth); // no namespaces: texts
    if (refused !== undefined) stop(refused);
  };
  parser.onclosetag = (name) => {
    depth--;
    visitor.close?.(name);
  };
  parser.ontext = (piece) => visitor.text?.(piece);
  parser.oncdata = (piece) => visitor.text?.(piece);
  try {
    parser.write(text.replace(/^\ufeff/, '')).close();
    return elements === 0 ? { reason: 'syntax' } : undefined;
  } catch (error) {
    if (error instanceof Stop) return { reason: error.reason, line: parser.line + 1 };
    throw error;
  }
}
