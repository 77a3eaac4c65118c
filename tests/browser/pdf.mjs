// Reads what Chromium prints: the pages of a PDF and the text on each. Chromium's PDFs are plain enough for a few lines:
// a classic cross-reference table, deflated streams, and for every font a table from glyphs to characters.

import { inflateSync } from 'node:zlib';

/** The pages of a PDF: `[{ width, height, text, runs }]` in points; `runs` are the pieces of text as they were drawn. */
export function readPdf(bytes) {
  const source = Buffer.from(bytes).toString('latin1');
  const objects = objectsOf(source);
  const fonts = new Map();
  const font = (id) => {
    if (!fonts.has(id)) fonts.set(id, fontOf(objects, id));
    return fonts.get(id);
  };
  return pagesOf(objects).map((page) => {
    const [, , width, height] = page.match(/\/MediaBox \[([^\]]+)\]/)[1].trim().split(/\s+/).map(Number);
    const names = new Map();
    for (const [, list] of page.matchAll(/\/Font <<([\s\S]*?)>>/g)) {
      for (const [, name, id] of list.matchAll(/\/(\w+) (\d+) 0 R/g)) names.set(name, font(id));
    }
    const runs = runsOf(streamOf(objects, page.match(/\/Contents (\d+) 0 R/)[1]), names);
    return { width, height, runs, text: runs.join(' ') };
  });
}

/** A text without its white space: lines may break anywhere. */
export const squeeze = (text) => text.normalize('NFKC').replace(/\s+/g, '');

function objectsOf(source) {
  const objects = new Map();
  const table = source.slice(Number(source.match(/startxref\s+(\d+)/)[1]));
  const [, first, count] = table.match(/^xref\s+(\d+) (\d+)\s+/);
  const entries = [...table.matchAll(/(\d{10}) (\d{5}) ([nf])/g)].slice(0, Number(count));
  entries.forEach(([, offset, , kind], index) => {
    if (kind === 'n') objects.set(String(Number(first) + index), source.slice(Number(offset)));
  });
  // An object ends where its stream begins, or at `endobj`; streams are cut out by their length.
  for (const [id, text] of objects) {
    const dictionary = text.match(/^\d+ 0 obj\s*([\s\S]*?)(?:\s*stream\r?\n|\s*endobj)/);
    const begin = dictionary[0].length;
    const length = Number(dictionary[1].match(/\/Length (\d+)/)?.[1] ?? 0);
    objects.set(id, { dictionary: dictionary[1], stream: length ? text.slice(begin, begin + length) : '' });
  }
  return objects;
}

function pagesOf(objects) {
  const walk = (id) => {
    const { dictionary } = objects.get(id);
    if (!/\/Type \/Pages\b/.test(dictionary)) return [dictionary];
    return [...dictionary.match(/\/Kids \[([\s\S]*?)\]/)[1].matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => walk(kid));
  };
  const root = [...objects.values()].find(({ dictionary }) => /\/Type \/Catalog\b/.test(dictionary)).dictionary;
  return walk(root.match(/\/Pages (\d+) 0 R/)[1]);
}

function streamOf(objects, id) {
  const { dictionary, stream } = objects.get(id);
  const bytes = Buffer.from(stream, 'latin1');
  return (/FlateDecode/.test(dictionary) ? inflateSync(bytes) : bytes).toString('latin1');
}

/** A font: how many hexadecimal digits a glyph has, and which characters it stands for. */
function fontOf(objects, id) {
  const { dictionary } = objects.get(id);
  const characters = new Map();
  const table = dictionary.match(/\/ToUnicode (\d+) 0 R/);
  const text = (hex) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, kind, list] of (table ? streamOf(objects, table[1]) : '').matchAll(/beginbf(char|range)([\s\S]*?)endbf/g)) {
    if (kind === 'char') {
      for (const [, glyph, hex] of list.matchAll(/<(\w+)> <(\w+)>/g)) characters.set(parseInt(glyph, 16), text(hex));
    } else {
      for (const [, low, high, hex] of list.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
        for (let glyph = parseInt(low, 16), code = parseInt(hex, 16); glyph <= parseInt(high, 16); glyph += 1, code += 1) {
          characters.set(glyph, String.fromCodePoint(code));
        }
      }
    }
  }
  return { digits: /\/Type0\b/.test(dictionary) ? 4 : 2, characters };
}

function runsOf(content, fonts) {
  return [...content.matchAll(/BT\s([\s\S]*?)\sET/g)].map(([, block]) => {
    let font;
    let run = '';
    for (const [, name, hex] of block.matchAll(/\/(\w+) [\d.-]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (name) font = fonts.get(name);
      else if (font) for (const glyph of hex.match(new RegExp(`.{${font.digits}}`, 'g')) ?? []) run += font.characters.get(parseInt(glyph, 16)) ?? '';
    }
    return run.trim();
  });
}
