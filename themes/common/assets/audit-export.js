// The audit to take along: as CSV, and as Markdown in the clipboard.
'use strict';
(() => {
  const { waybook } = window;
  const { t, runs, audit } = waybook;
  if (!runs || !audit?.questions) return;

  const words = (...names) => names.map((name) => t(`js-audit-${name}`));
  const fixText = (question) => audit.targetsOf(question).map(({ text }) => text).join('; ');

  function csv() {
    const labels = new Map(audit.stages().map(({ key, label }) => [key, label]));
    const rows = audit.questions().map((question) => {
      const choice = question.choices[question.answer];
      return [labels.get(question.stage), question.text, choice?.text ?? '', choice?.points ?? '', question.most, question.note, fixText(question)];
    });
    return audit.csv([words('col-stage', 'col-question', 'col-answer', 'col-points', 'col-most', 'col-note', 'col-fix'), ...rows]);
  }

  function markdown() {
    const { stages, total } = audit.scores();
    const row = (key, label, score) => ({ key, label, score: audit.scoreText(score), risk: audit.riskText(score) });
    const [scoreTitle, todoTitle, answersTitle, open] = words('md-score', 'todo', 'md-answers', 'risk-open');
    return audit.markdown({
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

  const actions = {
    csv: () => waybook.download(`${waybook.playbook.slug}-audit.csv`, 'text/csv;charset=utf-8', csv()),
    copy: async () => audit.tell(t((await copy(markdown())) ? 'js-audit-copied' : 'js-audit-copy-failed')),
  };
  document.addEventListener('click', ({ target }) => actions[target.closest?.('[data-audit-do]')?.dataset.auditDo]?.());
})();
