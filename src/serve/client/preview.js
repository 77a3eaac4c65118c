// The preview in the browser: hears of news, has the page patched, shows findings, opens the editor.
// A classic script, since it must know its own element; the modules it asks for do the work.
(async () => {
  "use strict";
  const own = "/__waybook/";
  const script = document.currentScript;
  const [{ read, patch }, { make, parts, storage }] = await Promise.all([import(`${own}patch.js`), import(`${own}findings.js`)]);
  /** What is shown: the page's snapshot, and what it is. */
  let shown = read(script);

  // ---------------------------------------------------------------- elements

  // They live in a shadow tree: neither the theme nor the preview can reach the other.
  const host = make("waybook-preview", { lang: "en", dir: "ltr" });
  const root = host.attachShadow({ mode: "open" });
  const status = make("p", { class: "status", role: "status" });
  const spoken = make("p", { class: "spoken", role: "status" });
  const findings = parts((words) => (spoken.textContent = words));
  const [panel, badge, overlay] = findings.elements;
  const corner = make("div", { class: "corner" }, status, panel, badge);
  const dock = make("section", { class: "dock", "aria-label": "Preview" }, spoken, corner, overlay);
  // Nothing is shown before it has its style.
  const styles = make("link", { rel: "stylesheet", href: `${own}preview.css` });
  const styled = new Promise((resolve) => {
    styles.addEventListener("load", resolve);
    styles.addEventListener("error", resolve);
  });
  root.append(styles, dock);
  document.documentElement.append(host);

  // ---------------------------------------------------------------- findings and headings

  let sources = {};
  const askFindings = async () => {
    if (shown.own) return findings.hide();
    const answer = await fetch(`${own}findings.json?page=${encodeURIComponent(location.pathname)}`);
    if (!answer.ok) throw new Error(`no findings: ${answer.status}`);
    const told = await answer.json();
    sources = told.headings ?? {};
    await styled;
    findings.show(told, shown.old);
    for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const source = sourceOf(heading);
      if (source) heading.title = `Open ${source.place}`;
    }
  };

  const sourceOf = (heading) => {
    const id = heading.id || heading.closest("section[id]")?.id;
    return (id && sources[id]) || (heading.localName === "h1" ? sources[""] : undefined);
  };

  // A click on a heading opens its line in the editor; what is in it keeps its meaning, and text can be selected.
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.altKey || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const heading = event.target.closest?.("h1, h2, h3, h4, h5, h6");
    if (!heading || event.target.closest("a, button, input, label, summary") || String(getSelection())) return;
    const source = sourceOf(heading);
    if (source?.editor) location.assign(source.editor);
  });

  // ---------------------------------------------------------------- following

  const ofTab = storage("sessionStorage");
  const ofAll = storage("localStorage");
  /** Where it is noted which wish was followed last, over all pages of this tab. */
  const followed = "waybook-preview:followed";
  /** Where it is noted which tab was looked at last. */
  const front = "waybook-preview:front";
  const tab = (ofTab["waybook-preview:tab"] ??= `${Date.now()} ${Math.random()}`);

  /** Whether the next wish concerns this tab. One that was behind others is looked at for what it shows. */
  let isFollowing = true;
  const isSeen = () => {
    isFollowing = ofAll[front] === tab;
    ofAll[front] = tab;
  };

  /** Goes to the page of the source that was saved last, if that is news; whether it goes. */
  const follow = (wish) => {
    const before = ofTab[followed];
    ofTab[followed] = String(wish?.[0] ?? 0);
    const isMeant = isFollowing && before !== undefined && wish && before !== String(wish[0]);
    isFollowing = true;
    if (!isMeant || location.pathname.startsWith(own)) return false;
    const to = `/${wish[1]}`;
    const here = decodeURI(location.pathname).replace(/\/$/, "/index.html");
    if (to === here) return false;
    location.assign(to.split("/").map(encodeURIComponent).join("/"));
    return true;
  };

  // ---------------------------------------------------------------- news

  /** Whether something may have happened that was not heard of: the page is asked for, whatever the numbers say. */
  let missed = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  /** The number of the findings that are shown. */
  let judged = -1;
  /** The latest moment that was heard of and not taken in yet. Those before it do not matter any more. */
  let latest = null;
  let busy = false;

  const hear = async (moment) => {
    latest = moment;
    if (busy) return;
    busy = true;
    try {
      while (latest) {
        const now = latest;
        latest = null;
        await take(now);
      }
    } catch {
      lose();
    } finally {
      busy = false;
    }
  };

  const take = async (moment) => {
    if (follow(moment.follow)) return;
    const isJudged = missed || moment.findings !== judged;
    const isNew = missed || moment.number > shown.number;
    missed = false;
    if (isNew || (isJudged && shown.own)) {
      shown = await patch(shown);
      document.dispatchEvent(new CustomEvent("waybook:patched", { detail: { number: shown.number } }));
    }
    if (isNew || isJudged) await askFindings();
    judged = moment.findings;
  };

  // ---------------------------------------------------------------- connection

  /** How long it takes until the next try, in milliseconds: the first, the longest. */
  const [soon, late] = [200, 2000];
  let wait = soon;
  let source = null;
  let timer = 0;

  // A browser has few connections to a server, over all tabs: one that is not seen needs none.
  const connect = () => {
    clearTimeout(timer);
    if (source || document.hidden) return;
    source = new EventSource(`${own}events`);
    source.addEventListener("open", () => {
      wait = soon;
      status.textContent = "";
      host.removeAttribute("data-away");
    });
    source.addEventListener("moment", (event) => hear(JSON.parse(event.data)));
    source.addEventListener("error", lose);
  };

  const disconnect = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
    missed = true;
  };

  // The browser would try again by itself in some cases only, and slowly: this is the one way for all.
  const lose = () => {
    disconnect();
    status.textContent = "Disconnected. Waiting for the preview to come back.";
    host.setAttribute("data-away", "");
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 1.5, late);
  };

  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return disconnect();
    isSeen();
    connect();
  });
  if (!document.hidden) ofAll[front] = tab;
  connect();
})();
