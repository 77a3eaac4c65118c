// Explains a term beside the word: `a.term` leads to the glossary, and opens a note instead where this script runs.
//
// Enter, a tap or a click opens it; so does the mouse, when it rests on the word. Escape, a click elsewhere, or the mouse
// going away closes it. The explanations are loaded with the first one that is asked for.
'use strict';
(() => {
  const waybook = window.waybook;
  const { style, terms } = document.currentScript.dataset;
  const { el, t } = waybook;
  /** Milliseconds until the mouse opens a note, and until its going away closes it. */
  const [REST, LEAVE] = [350, 250];
  const page = document.body.dataset.page;
  if (!terms || !HTMLElement.prototype.showPopover || page === 'glossary' || page === 'print') return;

  let stale = '';
  document.addEventListener('waybook:patched', () => { stale = `?${Date.now()}`; });
  const load = () => Promise.all([waybook.load(style), waybook.load(waybook.root + terms + stale)]);

  /** The word whose note is open, and whether it was asked for by more than the mouse's resting on it. */
  let word = null;
  let asked = false;
  let timer;
  // The preview leaves elements with such a name alone when it patches the page.
  const note = el('wb-term', { popover: 'auto', role: 'dialog', 'aria-labelledby': 'wb-term-name', tabindex: '-1', class: 'term-note' });

  const idOf = (link) => decodeURIComponent(link.hash.slice(1));

  function fill(link) {
    const term = waybook.terms[idOf(link)];
    if (!term) return false;
    const name = el('p', { class: 'term-name', id: 'wb-term-name' }, term.name);
    if (term.local) name.append(' ', el('span', { class: 'term-local', lang: term.lang }, term.local));
    const also = term.also?.length > 0 ? el('p', { class: 'term-also' }, t('js-term-also'), ' ', term.also.join(t('js-search-and'))) : null;
    const shut = el('button', { type: 'button', class: 'term-close', 'aria-label': t('js-term-close'), onclick: () => { note.hidePopover(); link.focus(); } }, '×');
    note.replaceChildren(name, ...(term.text ? [el('p', {}, term.text)] : []), ...(also ? [also] : []),
      el('p', { class: 'term-more' }, el('a', { href: link.href }, t('js-term-more'))), shut);
    return true;
  }

  async function open(link, byHand) {
    try {
      await load();
    } catch {
      if (byHand) location.href = link.href;
      return;
    }
    if (note.matches(':popover-open') && word === link) asked ||= byHand;
    else {
      if (!byHand && !link.matches(':hover')) return;
      if (!fill(link)) {
        if (byHand) location.href = link.href;
        return;
      }
      if (note.matches(':popover-open')) note.hidePopover();
      // Next to the word, so that the tab key goes from the word into the note and on into the text.
      link.after(note);
      [word, asked] = [link, byHand];
      note.showPopover();
      link.setAttribute('aria-expanded', 'true');
      place();
    }
    if (byHand) note.focus({ preventScroll: true });
  }

  /** Puts the note below the word, or above it where there is more room. */
  function place() {
    if (!word) return;
    const gap = 6;
    const lines = word.getClientRects();
    const box = lines[0] ?? word.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const { offsetWidth, offsetHeight } = note;
    const above = box.top - gap - offsetHeight;
    const below = (lines[lines.length - 1] ?? box).bottom + gap;
    note.style.insetBlockStart = `${below + offsetHeight > height && above > 0 ? above : below}px`;
    const rightToLeft = getComputedStyle(word).direction === 'rtl';
    const left = rightToLeft ? box.right - offsetWidth : box.left;
    note.style.left = `${Math.max(8, Math.min(left, width - offsetWidth - 8))}px`;
  }

  note.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    word?.removeAttribute('aria-expanded');
    // Whoever was reading the note goes on at the word.
    if (note.contains(document.activeElement) || document.activeElement === document.body && asked) word?.focus({ preventScroll: true });
    word = null;
  });
  note.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !note.contains(event.relatedTarget) && note.matches(':popover-open')) note.hidePopover();
  });
  addEventListener('scroll', place, { passive: true, capture: true });
  addEventListener('resize', place);

  const links = (event) => event.target.closest?.('a.term[href]');
  document.addEventListener('click', (event) => {
    const link = links(event);
    if (!link || note.contains(link) || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (word === link && asked) note.hidePopover();
    else open(link, true);
  });
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const link = links(event);
    if (link && !note.contains(link)) {
      clearTimeout(timer);
      timer = setTimeout(() => open(link, false), REST);
    } else if (note.contains(event.target)) clearTimeout(timer);
    else if (!asked && word || timer) {
      clearTimeout(timer);
      timer = setTimeout(() => { timer = 0; if (word && !asked) note.hidePopover(); }, LEAVE);
    }
  });
  document.addEventListener('focusin', (event) => { if (links(event)) load().catch(() => {}); });
  const prepare = () => {
    for (const link of document.querySelectorAll('a.term[href]')) link.setAttribute('aria-haspopup', 'dialog');
  };
  waybook.onpage(prepare);
})();
