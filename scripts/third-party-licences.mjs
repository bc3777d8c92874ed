// The licences of what is in the bundle, as MIT, ISC, BSD and Apache ask of whoever hands on a copy.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;
const RULE = '-'.repeat(80);

/** Folders of the packages of which the bundle has at least a byte, by esbuild's metafile. */
export function bundledPackages(metafile) {
  const folders = new Set();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = file.match(PACKAGE_FOLDER)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  return [...folders];
}

/** One text: each package's name, version, licence and the words of its licence. The same bytes on every machine. */
export async function thirdPartyLicences(metafile, root) {
  const packages = await Promise.all(bundledPackages(metafile).map((folder) => readPackage(root, folder)));
  packages.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  const sections = packages.map((one) => {
    const { name, version, licence } = one;
    return `${RULE}\n${name} ${version}\nLicence: ${licence}\n${RULE}\n\n${wordsOf(one, packages)}\n`;
  });
  return `agentic-plan contains code of the ${packages.length} packages that are named here.\n\n${sections.join('\n')}`;
}

async function readPackage(root, folder) {
  const { name, version, license, repository } = JSON.parse(
    await readFile(path.join(root, folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(path.join(root, folder)))
    .filter((file) => LICENCE_FILE.test(file))
    .sort(compare);
  const texts = await Promise.all(files.map((file) => readFile(path.join(root, folder, file), 'utf8')));
  const source = (repository?.url ?? repository)?.replace(/^git\+|\.git$/g, '');
  return { name, version, licence: license, source, words: texts.map(plain).join('\n\n') };
}

/** Whose code it is where a package leaves its licence's file out, and no sister of it has one. */
const COPYRIGHT = {
  saxes:
    'Copyright (c) Louis-Dominique Dubeau, and contributors; forked from sax, (c) Isaac Z. Schlueter and contributors',
};

const ISC = `Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR
IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`;

/** A package that leaves the file out has the words of its sisters from the same repository. */
function wordsOf({ name, licence, source, words }, packages) {
  if (words !== '') return words;
  const copyright = COPYRIGHT[name];
  if (copyright !== undefined && licence === 'ISC') return `The ISC License\n\n${copyright}\n\n${ISC}`;
  const sister = packages.find((one) => one.words !== '' && one.source === source && one.licence === licence);
  if (source === undefined || sister === undefined)
    throw new Error(`${name} is bundled and has no licence text`);
  return sister.words;
}

const plain = (text) => text.replaceAll('\r\n', '\n').trim();

/** By code unit, as everywhere: no locale. */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
