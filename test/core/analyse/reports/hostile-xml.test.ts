import { describe, expect, test } from 'vitest';
import { parseCoverage } from '../../../../src/core/analyse/reports/coverage/parse-coverage.ts';
import { decodeReport } from '../../../../src/core/analyse/reports/decode-report.ts';
import { parseJunit } from '../../../../src/core/analyse/reports/tests/parse-junit.ts';
import { walkXml } from '../../../../src/core/analyse/reports/walk-xml.ts';

const silent = { open: () => undefined };

const LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE testsuites [
 <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"> <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<testsuites><testsuite name="&c;"/></testsuites>`;
const OUTSIDE =
  '<!DOCTYPE testsuites [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuites><a>&x;</a></testsuites>';
const PARAMETER = '<!DOCTYPE testsuites [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><testsuites/>';

describe('entities', () => {
  test.each([
    ['a thousand laughs', LAUGHS],
    ['a file outside', OUTSIDE],
    ['a parameter from the network', PARAMETER],
  ])('%s: refused where it is declared', (_, text) => {
    expect(parseJunit(text)).toMatchObject({ ok: false, trouble: { reason: 'entities' } });
  });

  test('one that nobody declared is an error, not an empty text', () => {
    expect(walkXml('<a>&nothing;</a>', silent)).toMatchObject({ reason: 'syntax' });
  });

  test('those of XML itself are letters', () => {
    const texts: string[] = [];
    expect(walkXml('<a>&lt;&amp;&#65;</a>', { ...silent, text: (text) => texts.push(text) })).toBeUndefined();
    expect(texts.join('')).toBe('<&A');
  });
});

describe('what is too much', () => {
  test.each([
    ['deep', '<a>'.repeat(200_000), 'too-deep'],
    ['never closed', '<testsuites><testsuite>', 'syntax'],
    ['not XML', 'Exception in thread "main"', 'syntax'],
    ['empty', '', 'syntax'],
    ['two roots', '<testsuites/><testsuites/>', 'syntax'],
    ['control characters', '<a>\u0000</b>', 'syntax'],
  ])('%s', (_, text, reason) => {
    expect(walkXml(text, silent)).toMatchObject({ reason });
  });

  test('a million lines are read, and the place of an error is said', () => {
    const lines = '<line number="1" hits="1"/>\n'.repeat(1_000_000);
    const text = `<coverage><packages><class filename="a.py"><lines>\n${lines}</lines></class></packages>`;
    expect(parseCoverage(`${text}</coverage>`)).toMatchObject({ ok: true });
    expect(parseCoverage(text)).toMatchObject({ ok: false, trouble: { reason: 'syntax', line: 1_000_002 } });
  });
});

const bytes = (text: string, encoding: BufferEncoding): Uint8Array => Buffer.from(text, encoding);

describe('encodings', () => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a b="é"/>';
  test.each([
    ['UTF-8', bytes('é', 'utf8'), 'é'],
    ['UTF-8 with a mark', bytes('\ufeffé', 'utf8'), 'é'],
    ['UTF-16 with a mark', bytes('\ufeffé{', 'utf16le'), 'é{'],
    ['UTF-16 with the other mark', Buffer.from(bytes('\ufeff{', 'utf16le')).swap16(), '{'],
    ['UTF-16 without a mark', bytes('<a/>', 'utf16le'), '<a/>'],
    ['Latin-1, as it says', bytes(xml, 'latin1'), xml],
  ])('%s', (_, data, text) => {
    expect(decodeReport(data)).toMatchObject({ ok: true, value: text });
  });

  test.each([
    ['Latin-1 that says nothing', bytes('<a b="é"/>', 'latin1')],
    ['one that nobody knows', bytes('<?xml version="1.0" encoding="EBCDIC-37"?><a/>', 'utf8')],
    ['half a letter', bytes('é', 'utf8').subarray(0, 1)],
  ])('%s: refused', (_, data) => {
    expect(decodeReport(data)).toMatchObject({ ok: false, trouble: { reason: 'encoding' } });
  });
});
