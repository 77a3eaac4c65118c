// "On this page" marks the section one reads: that of the last heading above the upper third of the window.
'use strict';
(() => {
  let watch;

  function start() {
    watch?.disconnect();
    const links = new Map();
    for (const link of document.querySelectorAll('.toc a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const passed = new Set();
    // Reaching far above the window, so that a jump over many headings is seen too.
    const area = { rootMargin: '999999px 0px -66% 0px' };
    watch = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) passed[isIntersecting ? 'add' : 'delete'](target);
      const last = [...links.keys()].filter((heading) => passed.has(heading)).at(-1);
      for (const [heading, link] of links) {
        if (heading === last) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      }
    }, area);
    for (const heading of links.keys()) watch.observe(heading);
  }

  window.waybook.onpage(start);
})();
