// Reads what Chromium prints: the pages of a PDF and the text on each.

import { getDocumentProxy } from 'unpdf';

/** The pages of a PDF: `[{ width, height, text, runs }]` in points; `runs` are the pieces of text, line by line as they are read. */
export async function readPdf(bytes) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [, , width, height] = page.view;
    const runs = linesOf((await page.getTextContent()).items).flat();
    pages.push({ width, height, runs, text: runs.join(' ') });
  }
  await pdf.destroy();
  return pages;
}

/** The pieces by lines. They are drawn from left to right whichever way the line is read, joined letters each on its own. */
function linesOf(items) {
  const lines = [];
  let baseline;
  for (const { str, transform } of items) {
    if (!str.trim()) continue;
    if (Math.abs(transform[5] - baseline) < 1) lines.at(-1).push(str.trim());
    else lines.push([str.trim()]);
    baseline = transform[5];
  }
  return lines.map((line) => (line.some(isJoined) ? line.reverse().reduce(join, []) : line));
}

const isJoined = (text) => /^\p{Script=Arabic}+$/u.test(text.normalize('NFKC'));

const join = (runs, text) => (isJoined(text) && isJoined(runs.at(-1) ?? '') ? [...runs.slice(0, -1), runs.at(-1) + text] : [...runs, text]);

/** A text by its letters alone: lines may break anywhere, marks over letters are drawn on their own, controls not at all. */
export const squeeze = (text) => text.normalize('NFKC').replace(/[\s\p{M}\p{Cf}]+/gu, '');
