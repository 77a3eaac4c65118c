// Which mistakes fit what one sees, and which a filter shows. Nothing here touches the page.
//
// A mistake is `{ id, title, severity, stages, signs, guards, text, ticked }`: `signs` are texts, `guards` the ids of the
// items that prevent it, `text` is all that its card says, `ticked` a set of indexes of signs.
'use strict';
(() => {
  const waybook = (globalThis.waybook ??= {});
  const VERSION = 1;
  const SEVERITIES = ['critical', 'major', 'minor'];

  /** A text as it is compared: width, case and spaces make no difference. */
  const normal = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

  /** Whether a mistake is what a filter asks for: `{ severity, stage, guard: 'with' | 'without', words }`, `''` asks nothing. */
  function matches(mistake, { severity, stage, guard, words }) {
    const guarded = mistake.guards.length > 0;
    const text = normal(mistake.text);
    return (severity === '' || mistake.severity === severity)
      && (stage === '' || mistake.stages.includes(stage))
      && (guard === '' || (guard === 'with') === guarded)
      && normal(words).split(' ').every((word) => text.includes(word));
  }

  /** The stage under which one looks for a mistake; `''` when it is made on the whole journey. */
  function placeOf({ stages: own }, stages) {
    const first = stages.find((key) => own.includes(key));
    return first === undefined || stages.every((key) => own.includes(key)) ? '' : first;
  }

  /** The mistakes by the stage under which one looks for them, in the order of the loop: `[{ stage, mistakes }]`. */
  function groups(mistakes, stages) {
    return ['', ...stages]
      .map((stage) => ({ stage, mistakes: mistakes.filter((mistake) => placeOf(mistake, stages) === stage) }))
      .filter((group) => group.mistakes.length > 0);
  }

  /** The mistakes of which a sign is ticked: the gravest first, of equal ones the one of which more is seen. */
  function fits(mistakes) {
    const rank = ({ severity, ticked, signs }) => [SEVERITIES.indexOf(severity), -ticked.size / signs.length, -ticked.size];
    return mistakes
      .filter(({ ticked }) => ticked.size > 0)
      .map((mistake) => ({ mistake, rank: rank(mistake) }))
      .sort((a, b) => a.rank.map((value, i) => value - b.rank[i]).find((difference) => difference !== 0) ?? 0)
      .map(({ mistake }) => mistake);
  }

  /** The text to keep for a mistake; `null` when nothing is ticked. Signs have no ids, so that their words are kept. */
  function keep({ signs, ticked }) {
    const words = signs.filter((_, index) => ticked.has(index));
    return words.length === 0 ? null : JSON.stringify({ v: VERSION, signs: words });
  }

  /** What is ticked of some signs, from a kept text. */
  function recall(text, signs) {
    try {
      const kept = JSON.parse(text ?? 'null');
      if (kept?.v !== VERSION || !Array.isArray(kept.signs)) return new Set();
      const words = new Set(kept.signs.map((sign) => normal(String(sign))));
      return new Set([...signs.keys()].filter((index) => words.has(normal(signs[index]))));
    } catch {
      return new Set();
    }
  }

  Object.assign(waybook, { mistakes: { matches, groups, fits, keep, recall, normal } });
})();
