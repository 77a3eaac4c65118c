// The reader's choice of light or dark, set before anything is painted. Stands in the head, blocking, and does no more.
'use strict';
(function () {
  let kept = null;
  try {
    kept = localStorage.getItem('waybook-scheme');
  } catch {
    // No storage: the system's scheme holds.
  }
  if (kept !== 'light' && kept !== 'dark') return;
  document.documentElement.dataset.scheme = kept;
  // Also for the canvas that is painted before the style sheets have come.
  document.querySelector('meta[name="color-scheme"]').content = kept;
})();
