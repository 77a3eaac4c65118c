// The audit as arithmetic: scores, risks, what to mend first. Nothing here touches the page.
//
// A question is `{ id, stage, text, most, choices: [{ id, text, points }], fix, answer, note }`: `most` are the points of its
// strongest choice, `answer` is the index of the choice that was made, or `null`.
'use strict';
(() => {
  const waybook = (globalThis.waybook ??= {});
  const VERSION = 1;
  const LONGEST_NOTE = 4000;
  /** From which share of the points on a stage counts as strong, and as thin; below it is at risk. */
  const STRONG = 0.75;
  const THIN = 0.5;

  const pointsOf = (question) => (question.answer === null ? null : question.choices[question.answer].points);

  /** `open` (nothing was answered), `strong`, `thin` or `risk`: what was got of what the answered questions could give. */
  function riskOf({ got, reach, asked, open }) {
    if (asked === open) return 'open';
    const share = reach === 0 ? 1 : got / reach;
    return share >= STRONG ? 'strong' : share >= THIN ? 'thin' : 'risk';
  }

  /**
   * The score of some questions: `got` points of `most`; `reach` is the most that the answered ones could give, `open` how
   * many of the `asked` have no answer. An open question is not a zero: it lowers no share.
   */
  function tally(questions) {
    const sum = { got: 0, reach: 0, most: 0, asked: questions.length, open: 0 };
    for (const question of questions) {
      const points = pointsOf(question);
      sum.most += question.most;
      if (points === null) {
        sum.open += 1;
      } else {
        sum.got += points;
        sum.reach += question.most;
      }
    }
    return { ...sum, risk: riskOf(sum) };
  }

  /**
   * The answered questions that left points behind, in the order in which to mend them: the lowest share of its points
   * first; of equal ones the one that misses more points; then in the order of the loop (`stages` are keys) and of the page.
   */
  function fixes(questions, stages) {
    const rank = ({ stage, most }, points, index) => [points / most, points - most, stages.indexOf(stage), index];
    return questions
      .map((question, index) => ({ question, points: pointsOf(question), index }))
      .filter(({ question, points }) => points !== null && points < question.most)
      .map(({ question, points, index }) => ({ question, points, missing: question.most - points, rank: rank(question, points, index) }))
      .sort((a, b) => a.rank.map((value, i) => value - b.rank[i]).find((difference) => difference !== 0) ?? 0)
      .map(({ question, points, missing }) => ({ question, points, missing }));
  }

  // -------------------------------------------------------------------- what is kept

  /** The text to keep for a question; `null` when there is nothing to keep. */
  function keep(question) {
    const note = [...question.note.replace(/\r\n?/g, '\n')].slice(0, LONGEST_NOTE).join('');
    if (question.answer === null && note.trim() === '') return null;
    const choice = question.choices[question.answer];
    return JSON.stringify({ v: VERSION, ...(choice && { choice: choice.id, points: choice.points }), ...(note.trim() && { note }) });
  }

  /**
   * `{ answer, note }` from a kept text. A choice is found again by its id, and when its wording (and so its id) has changed,
   * by its points; a text that cannot be read is no answer.
   */
  function recall(text, choices) {
    let kept = null;
    try {
      kept = JSON.parse(text ?? 'null');
    } catch {
      // Not ours.
    }
    if (typeof kept !== 'object' || kept === null || kept.v !== VERSION) return { answer: null, note: '' };
    let answer = choices.findIndex((choice) => choice.id === kept.choice);
    if (answer < 0 && kept.choice !== undefined) answer = choices.findIndex((choice) => choice.points === kept.points);
    return { answer: answer < 0 ? null : answer, note: typeof kept.note === 'string' ? kept.note : '' };
  }

  Object.assign(waybook, { audit: { tally, fixes, keep, recall, pointsOf } });
})();
