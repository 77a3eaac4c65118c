// The audit worksheet: answers and notes are kept with the run, stages get a score and a risk.
//
// Each question is kept under a key of its own, so that two tabs never write over one another. What to mend first is
// shown by `3-todo.js`, which is told by `waybook:audit`; what the buttons do stands in `audit-acts.js`.
'use strict';
(() => {
  const { waybook } = window;
  const { el, t, store, runs, audit } = waybook;
  if (!runs || !audit) return;

  const PREFIX = 'audit/';
  const { acts } = document.currentScript.dataset;
  const keyOf = (id) => runs.key(PREFIX + encodeURIComponent(id));
  let questions = [];
  /** What says how the answers are kept, or what was just done, with a way to undo it. */
  let said = null;

  // -------------------------------------------------------------------- the page as questions

  const textOf = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';

  function questionOf(fieldset) {
    const radios = [...fieldset.querySelectorAll('input[type="radio"]')];
    return {
      id: fieldset.id,
      stage: fieldset.dataset.stage,
      text: textOf(fieldset.querySelector('legend')),
      most: Number(fieldset.dataset.most),
      choices: radios.map((radio) => ({ id: radio.id, text: textOf(fieldset.querySelector(`label[for="${CSS.escape(radio.id)}"] [data-choice]`)), points: Number(radio.value) })),
      fix: fieldset.querySelector('[data-fix]'),
      answer: null,
      note: '',
      fieldset,
      radios,
      field: fieldset.querySelector('textarea'),
    };
  }

  const questionAt = (element) => questions.find(({ fieldset }) => fieldset === element.closest('fieldset'));

  const read = (question) => Object.assign(question, audit.recall(store.get(keyOf(question.id)), question.choices));

  function write(question) {
    const text = audit.keep(question);
    if (text === null) store.remove(keyOf(question.id));
    else store.set(keyOf(question.id), text);
    said = null;
    show();
  }

  // -------------------------------------------------------------------- scores

  const stages = () => waybook.playbook.stages.filter(({ key }) => questions.some(({ stage }) => stage === key));

  /** The score of each stage that has questions, in the order of the loop, and of everything. */
  function scores() {
    const own = stages().map((stage) => ({ ...stage, score: audit.tally(questions.filter((question) => question.stage === stage.key)) }));
    return { stages: own, total: audit.tally(questions) };
  }

  /** "8 of 12 points"; a stage that nobody answered has no points rather than none. */
  const pointsText = ({ risk, got, most }) => (risk === 'open' ? t('js-audit-none', { most }) : t('js-audit-score', { got, most }));
  /** "8 of 12 points, 3 questions open". */
  function scoreText(score) {
    const points = pointsText(score);
    return score.open === 0 || score.open === score.asked ? points : t('js-audit-both', { score: points, open: t('js-audit-open', { count: score.open }) });
  }
  /** The same in a column that is headed "Points": "8 of 12, 3 open". */
  function cellText(score) {
    const points = t(score.risk === 'open' ? 'js-audit-cell-none' : 'js-audit-cell', score);
    return score.open === 0 || score.open === score.asked ? points : t('js-audit-both', { score: points, open: t('js-audit-cell-open', { count: score.open }) });
  }
  const riskText = ({ risk }) => t(`js-audit-risk-${risk}`);

  /** Sets a text only where it changes, so that nothing is read out or laid out without need. */
  function say(element, text) {
    if (element && element.textContent !== text) element.textContent = text;
  }

  /** What the page says where a score stands, as long as there is none. */
  const served = (element) => (element.dataset.served ??= element.textContent);

  function showRow(row, score) {
    const words = row.querySelector('[data-score]');
    served(words);
    row.dataset.risk = score.risk;
    say(words, cellText(score));
    say(row.querySelector('[data-risk-word]'), riskText(score));
    const wide = (points) => String(score.most === 0 ? 0 : (100 * points) / score.most);
    row.querySelector('.meter .reach').setAttribute('width', wide(score.reach));
    row.querySelector('.meter .got').setAttribute('width', wide(score.got));
  }

  function show() {
    const { stages: own, total } = scores();
    for (const { key, score } of own) {
      const row = document.querySelector(`[data-score-of="${key}"]`);
      if (row) showRow(row, score);
      const head = document.querySelector(`[data-stage-score="${key}"]`);
      const before = head && served(head);
      say(head, score.risk === 'open' ? before : `${scoreText(score)} · ${riskText(score)}`);
    }
    const sum = document.querySelector('[data-score-of="all"]');
    if (sum) showRow(sum, total);
    for (const { answer, radios, field, note, clear } of questions) {
      for (const [index, radio] of radios.entries()) radio.checked = index === answer;
      // What is being typed is newer than what is kept.
      if (field && field !== document.activeElement && field.value !== note) field.value = note;
      if (field) fit(field);
      clear.classList.toggle('away', answer === null);
    }
    showStatus();
    document.dispatchEvent(new CustomEvent('waybook:audit'));
  }

  /** A note is as high as what stands in it, on the screen and on paper. */
  function fit(field) {
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  }

  // -------------------------------------------------------------------- what is said beside the buttons

  function showStatus() {
    const place = document.querySelector('[data-audit-status]');
    if (!place) return;
    const words = said?.text ?? t(store.available ? 'js-audit-kept' : 'js-audit-lost', { run: runs.current().name });
    const undo = said?.undo && el('button', { type: 'button', class: 'link-button', onclick: said.undo }, t('js-audit-undo'));
    place.replaceChildren(words, ...(undo ? [' ', undo] : []));
  }

  function tell(text, undo = null) {
    said = { text, undo };
    showStatus();
    waybook.announce(text);
  }

  // -------------------------------------------------------------------- what the reader does

  document.addEventListener('change', ({ target }) => {
    if (!target.matches?.('fieldset[data-most] input[type="radio"]')) return;
    const question = questionAt(target);
    read(question).answer = question.radios.indexOf(target);
    write(question);
    const { label, score } = scores().stages.find(({ key }) => key === question.stage);
    waybook.announce(t('js-audit-said', {
      stage: label, score: pointsText(score), risk: riskText(score), open: t('js-audit-open', { count: score.open }),
    }));
  });

  let waiting = null;
  function writeNote(field) {
    clearTimeout(waiting?.timer);
    waiting = null;
    const question = questionAt(field);
    if (!question || read(question).note === field.value) return;
    question.note = field.value;
    write(question);
  }
  document.addEventListener('input', ({ target }) => {
    if (!target.matches?.('fieldset[data-most] textarea')) return;
    if (waiting && waiting.field !== target) writeNote(waiting.field);
    clearTimeout(waiting?.timer);
    waiting = { field: target, timer: setTimeout(() => writeNote(target), 400) };
    fit(target);
  });
  const flush = () => {
    if (waiting) writeNote(waiting.field);
  };
  document.addEventListener('focusout', flush);
  window.addEventListener('pagehide', flush);

  function takeBack(question) {
    read(question).answer = null;
    write(question);
    question.radios[0]?.focus();
    waybook.announce(t('js-audit-cleared-one'));
  }

  // What the buttons do is fetched when one is used.
  document.addEventListener('click', async ({ target }) => {
    const act = target.closest?.('[data-audit-do]')?.dataset.auditDo;
    if (!act) return;
    flush();
    await waybook.load(acts);
    audit.acts[act]();
  });

  // -------------------------------------------------------------------- the beginning, and every change from elsewhere

  function refresh() {
    questions.forEach(read);
    show();
  }

  function start() {
    questions = [...document.querySelectorAll('fieldset[data-most]')].map(questionOf);
    for (const tools of document.querySelectorAll('[data-audit-tools]')) tools.hidden = false;
    for (const question of questions) {
      let holder = question.fieldset.querySelector('wb-clear');
      if (!holder) {
        holder = el('wb-clear', {}, el('button', {
          type: 'button', class: 'link-button',
          onclick: ({ target }) => takeBack(questionAt(target)),
        }, t('js-audit-clear-one')));
        question.fieldset.querySelector('.answer-note').append(holder);
      }
      question.clear = holder;
    }
    refresh();
  }

  Object.assign(audit, { PREFIX, questions: () => questions, stages, scores, scoreText, pointsText, riskText, say, show, refresh, tell });
  document.addEventListener('waybook:run', refresh);
  window.addEventListener('pageshow', refresh);
  waybook.onpage(start);
})();
