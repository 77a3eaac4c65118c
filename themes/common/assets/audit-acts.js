// What the buttons of the audit worksheet do: CSV, Markdown in the clipboard, paper, clearing it. Loaded when one is used; the
// two formats touch no page.
'use strict';
(() => {
  const waybook = (globalThis.waybook ??= {});
  const { el, t, store, runs, audit } = waybook;

  // -------------------------------------------------------------------- the formats

  /** A cell of RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe in front. */
  function cell(value) {
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** Rows of texts and numbers as CSV, with the byte-order mark that spreadsheets need for anything but ASCII. */
  const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

  /** A text in Markdown on one line, its own signs told from marks. */
  const plain = (text) => String(text).replace(/\s+/g, ' ').trim().replace(/[\\`*_[\]<>|#~]/g, '\\$&');

  /**
   * The worksheet as Markdown. `head` are the words of the table's columns, `stages` are `{ key, label, score, risk }` with
   * the total as the last, `todo` are lines; `words` are `{ score, todo, answers, open, note }`.
   */
  function markdown({ title, lines, head, stages, questions, todo, words }) {
    const row = (cells) => `| ${cells.map(plain).join(' | ')} |`;
    const out = [`# ${plain(title)}`, '', ...lines.flatMap((line) => [plain(line), '']), `## ${plain(words.score)}`, ''];
    out.push(row(head), `|${' --- |'.repeat(head.length)}`, ...stages.map(({ label, score, risk }) => row([label, score, risk])), '');
    if (todo.length > 0) out.push(`## ${plain(words.todo)}`, '', ...todo.map((line, i) => `${i + 1}. ${plain(line)}`), '');
    out.push(`## ${plain(words.answers)}`, '');
    for (const { key, label } of stages) {
      const own = questions.filter((question) => question.stage === key);
      if (own.length === 0) continue;
      out.push(`### ${plain(label)}`, '');
      for (const { text, choices, answer, most, note } of own) {
        const chosen = answer === null ? words.open : `${plain(choices[answer].text)} (${choices[answer].points}/${most})`;
        out.push(`- **${plain(text)}**  `, `  ${chosen}`);
        if (note.trim()) out.push('', ...note.trim().split('\n').map((line) => `  > ${plain(line)}`));
        out.push('');
      }
    }
    return `${out.join('\n').trimEnd()}\n`;
  }

  // -------------------------------------------------------------------- to take along

  const words = (...names) => names.map((name) => t(`js-audit-${name}`));
  const fixText = (question) => audit.targetsOf(question).map(({ text }) => text).join('; ');

  function csvOf() {
    const labels = new Map(audit.stages().map(({ key, label }) => [key, label]));
    const rows = audit.questions().map((question) => {
      const choice = question.choices[question.answer];
      return [labels.get(question.stage), question.text, choice?.text ?? '', choice?.points ?? '', question.most, question.note, fixText(question)];
    });
    return csv([words('col-stage', 'col-question', 'col-answer', 'col-points', 'col-most', 'col-note', 'col-fix'), ...rows]);
  }

  function markdownOf() {
    const { stages, total } = audit.scores();
    const row = (key, label, score) => ({ key, label, score: audit.scoreText(score), risk: audit.riskText(score) });
    const [scoreTitle, todoTitle, answersTitle, open] = words('md-score', 'todo', 'md-answers', 'risk-open');
    return markdown({
      title: `${waybook.playbook.title}: ${document.querySelector('main h1').textContent.trim()}`,
      lines: [t('js-audit-md-run', { run: runs.current().name })],
      head: words('col-stage', 'col-points', 'col-risk'),
      stages: [...stages.map(({ key, label, score }) => row(key, label, score)), row(null, document.querySelector('[data-score-of="all"] th').textContent.trim(), total)],
      questions: audit.questions(),
      todo: audit.todo().map(({ question, points }) => `${question.text} (${points}/${question.most}): ${fixText(question)}`),
      words: { score: scoreTitle, todo: todoTitle, answers: answersTitle, open },
    });
  }

  /** Whether the text is in the clipboard now. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Without a secure connection there is only the old way.
    }
    const field = waybook.el('textarea', { class: 'vh', 'aria-hidden': 'true', tabindex: '-1' });
    field.value = text;
    const { activeElement } = document;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    activeElement?.focus({ preventScroll: true });
    return done;
  }

  // -------------------------------------------------------------------- to clear, to print

  /** Every answer and note of the run goes; the reader is asked, and can have them back. */
  async function reset() {
    const run = runs.current().name;
    if (!(await ask(t('js-audit-reset-title'), t('js-audit-reset-text', { run }), t('js-audit-reset-yes'), t('js-audit-reset-no')))) return;
    const before = store.keys(runs.key(audit.PREFIX)).map((key) => [key, store.get(key)]);
    for (const [key] of before) store.remove(key);
    audit.refresh();
    audit.tell(t('js-audit-reset-done'), () => {
      for (const [key, value] of before) store.set(key, value);
      audit.refresh();
      audit.tell(t('js-audit-undone'));
      document.querySelector('[data-audit-do="reset"]')?.focus();
    });
  }

  /** Asks; the answer is whether the reader agreed. */
  function ask(title, text, yes, no) {
    return new Promise((resolve) => {
      const answer = (agreed) => () => dialog.close(agreed ? 'yes' : '');
      const dialog = el('dialog', { class: 'sheet-dialog', 'aria-labelledby': 'wb-ask-title' },
        el('h2', { id: 'wb-ask-title' }, title),
        el('p', {}, text),
        el('p', { class: 'toolbar' },
          el('button', { type: 'button', class: 'button quiet', autofocus: true, onclick: answer(false) }, no),
          el('button', { type: 'button', class: 'button', onclick: answer(true) }, yes)));
      const holder = el('wb-ask', {}, dialog);
      dialog.addEventListener('close', () => {
        holder.remove();
        resolve(dialog.returnValue === 'yes');
      });
      document.body.append(holder);
      dialog.showModal();
    });
  }

  /** The sheet on paper, as it is filled in or blank. */
  function print(blank) {
    const { documentElement: html } = document;
    html.toggleAttribute('data-blank', blank);
    if (blank) for (const place of document.querySelectorAll('[data-served]')) audit.say(place, place.dataset.served);
    window.addEventListener('afterprint', () => {
      html.removeAttribute('data-blank');
      audit.show();
    }, { once: true });
    window.print();
  }

  audit.csv = csv;
  audit.markdown = markdown;
  audit.acts = {
    csv: () => waybook.download(`${waybook.playbook.slug}-audit.csv`, 'text/csv;charset=utf-8', csvOf()),
    copy: async () => audit.tell(t((await copy(markdownOf())) ? 'js-audit-copied' : 'js-audit-copy-failed')),
    reset,
    print: () => print(false),
    'print-blank': () => print(true),
  };
})();
