// What the search dialog asks: which records fit a query, and which words of them. It stands on MiniSearch 7.2.0:
// `minisearch.js` is `dist/umd/index.js` of its npm package, unchanged; its licence (MIT) is beside it.
//
// Records come from the `search.js` of playbooks, are indexed in slices so that the page stays alive, and can be searched
// from the first slice on.
'use strict';
(() => {
  const waybook = window.waybook;

  /** The kinds of records, by number. */
  const KINDS = ['page', 'item', 'mistake', 'term', 'touchpoint', 'metric', 'question'];
  const BOOSTS = [1, 0.9, 1.1, 1.4, 1, 1, 0.9];
  /** Milliseconds of indexing before the page gets a turn. */
  const SLICE = 12;

  /** Scripts that put no spaces between words. */
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const RUNS = new RegExp(`(?:${UNSPACED.source})+|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}\\p{M}])+`, 'gu');

  /** Traditional characters that are often written, each with its simplified form. Both sides of the search are folded. */
  const TRADITIONAL = '體体個个們们來来這这說说時时對对會会種种產产買买賣卖實实際际價价錢钱評评論论筆笔記记單单顧顾購购'
    + '費费廣广書书紅红膚肤質质潤润乾干淨净齡龄試试驗验認认證证問问題题應应該该開开關关鍵键後后長长門门間间見见觀观點点'
    + '動动員员圖图視视頻频號号圍围響响讓让還还過过達达遠远選选進进運运連连區区醫医藥药護护類类頁页項项數数據据標标準准'
    + '確确讀读寫写話话語语請请謝谢誰谁課课調调談谈議议設设計计訂订訪访變变轉转輕轻較较輸输軟软車车軍军農农邊边發发'
    + '聲声聽听職职聯联腦脑臉脸麗丽麼么無无為为熱热愛爱態态優优億亿僅仅從从復复徵征導导將将專专尋寻屬属層层歲岁幾几庫库'
    + '廠厂張张強强彈弹當当錄录總总結结給给統统經经維维綱纲網网線线練练組组細细終终緊紧續续織织繼继約约級级純纯紙纸'
    + '義义習习聞闻臨临與与興兴舉举舊旧華华萬万葉叶蓋盖處处虛虚術术衛卫裝装裡里補补複复規规覺觉親亲訊讯診诊詞词詳详誤误'
    + '貨货貴贵質质資资賬账賴赖贈赠贊赞趕赶跡迹踐践遊游違违遲迟適适鄉乡鏈链鏡镜鐘钟閱阅陽阳隊队階阶隨随險险雙双離离難难'
    + '電电靈灵靜静頭头順顺預预領领額额風风飛飞飾饰館馆駐驻驚惊髮发鬆松鮮鲜鹽盐黃黄齊齐龍龙滿满漲涨潔洁濕湿災灾燈灯爭争'
    + '狀状獨独現现環环畫画異异療疗盡尽監监眾众礎础禮礼稱称穩稳節节簡简簽签籤签罰罚勞劳勢势勝胜務务劃划劑剂創创劇剧';
  const simplified = new Map();
  for (let at = 0; at + 1 < TRADITIONAL.length; at += 2) simplified.set(TRADITIONAL[at], TRADITIONAL[at + 1]);
  const BROKEN = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。！？、；：”）]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}“（])/gu;
  const HAN = /\p{Script=Han}/gu;

  /** What spellings of a text have in common: full and half width, case, accents, traditional and simplified characters. */
  function fold(text) {
    if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
    return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').normalize('NFKC').toLowerCase()
      .replace(HAN, (character) => simplified.get(character) ?? character);
  }

  const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;

  /** The words of a run without spaces; its pairs of characters where the browser knows no words. */
  function wordsOf(run) {
    if (!segmenter) return pairsOf(run);
    return Array.from(segmenter.segment(run), (part) => part.segment);
  }

  /** The words of a query's run. Characters that make no word by themselves are one with their neighbours: a new word. */
  function chunksOf(run) {
    const chunks = [];
    let loose = false;
    for (const word of segmenter ? wordsOf(run) : [run]) {
      const alone = Array.from(word).length < 2;
      if (alone && loose) chunks.push(chunks.pop() + word);
      else chunks.push(word);
      loose = alone;
    }
    return chunks;
  }

  function pairsOf(run) {
    const characters = Array.from(run);
    if (characters.length < 2) return characters;
    return characters.slice(1).map((character, at) => characters[at] + character);
  }

  /** What a text is found by. Runs without spaces are found by every pair of their characters, and by their long words. */
  function tokens(text) {
    const folded = fold(text);
    if (!UNSPACED.test(folded)) return folded.match(WORD) ?? [];
    const found = [];
    for (const run of folded.match(RUNS) ?? []) {
      if (!UNSPACED.test(run)) {
        found.push(run);
        continue;
      }
      found.push(...pairsOf(run));
      // The last character begins no pair.
      if (run.length > 1) found.push(Array.from(run).at(-1));
      if (segmenter) found.push(...wordsOf(run).filter((word) => word.length > 2));
    }
    return found;
  }

  /** A query as MiniSearch combines it. `loose` forgives slips of the keys, `some` asks for some of the words only. */
  function tree(query, loose, some) {
    const queries = [];
    const runs = fold(query).match(RUNS) ?? [];
    for (const [at, run] of runs.entries()) {
      if (/^\p{L}$/u.test(run) && !UNSPACED.test(run)) {
        // Half of all words begin with a letter or another: alone it is looked for in titles, as a last word it is waited for.
        if (runs.length === 1) queries.push({ queries: [run], fields: ['title'], prefix: true, fuzzy: false });
        else if (at < runs.length - 1) queries.push({ queries: [run], prefix: false, fuzzy: false });
      } else if (!UNSPACED.test(run)) {
        queries.push({ queries: [run], prefix: true, fuzzy: loose && run.length > 3 ? 0.25 : false });
      } else {
        for (const word of chunksOf(run)) {
          const whole = { queries: [word], prefix: true, fuzzy: false };
          if (word.length < 3) queries.push(whole);
          else queries.push({ combineWith: 'OR', queries: [whole, { combineWith: 'AND', prefix: false, fuzzy: false, queries: pairsOf(word) }] });
        }
      }
    }
    return queries.length > 0 ? { combineWith: some ? 'OR' : 'AND', queries } : null;
  }

  /** An empty engine. MiniSearch must be there. */
  waybook.searchEngine = () => {
    const books = [];
    const records = [];
    let indexed = 0;
    let building = null;

    const fields = {
      id: (number) => number,
      title: (number) => titleOf(number),
      text: (number) => records[number][5],
      more: (number) => records[number][6],
      page: (number) => (records[number][0] === 0 && records[number][3] ? pageOf(number)[1] : ''),
    };
    const index = new window.MiniSearch({
      fields: ['title', 'text', 'more', 'page'],
      extractField: (number, field) => fields[field](number),
      tokenize: tokens,
      processTerm: (term) => term,
      searchOptions: {
        tokenize: (term) => [term],
        boost: { title: 3, more: 1.5, page: 0.6 },
        boostDocument: (number) => BOOSTS[records[number][0]],
      },
    });

    const pageOf = (number) => records[number].book.pages[records[number][1]];
    const titleOf = (number) => records[number][4] || pageOf(number)[1];

    /** Takes over what scripts of playbooks have brought. */
    function take() {
      for (const data of waybook.found?.splice(0) ?? []) {
        const { records: own, ...book } = data;
        book.counts = KINDS.map((_, kind) => own.reduce((sum, record) => sum + (record[0] === kind), 0));
        books.push(book);
        for (const record of own) {
          record.book = book;
          // A line break of the source is a space in the text; between these characters it stands for nothing.
          if (UNSPACED.test(record[5])) record[5] = record[5].replace(BROKEN, '$1');
          records.push(record);
        }
      }
    }

    /** Indexes what was taken; `tell` hears how much is done, from 0 to 1. */
    function build(tell = () => {}) {
      building ??= (async () => {
        while (indexed < records.length) {
          const until = performance.now() + SLICE;
          while (indexed < records.length && performance.now() < until) index.add(indexed++);
          tell(indexed / records.length);
          await turn();
        }
        building = null;
      })();
      return building;
    }

    /** What all hits are told apart by. A query may have thousands; `describe` says the rest of the few that are shown. */
    const hitOf = (id, terms) => ({ id, terms, book: records[id].book, kind: KINDS[records[id][0]], stages: records[id][2] });

    function describe({ id }) {
      const [, , , anchor, , text, more] = records[id];
      const [path, page] = pageOf(id);
      return { more, page, path: anchor ? `${path}#${encodeURIComponent(anchor)}` : path, text, title: titleOf(id) };
    }

    /**
     * The records that fit, best first, as `{hits, how}`: `how` is `all`, or `near` when slips had to be forgiven, or
     * `some` when no record has all words. Without a word it is all records, in their order.
     */
    function find(query, fits) {
      const filter = ({ id }) => fits(records[id].book);
      if (!fold(query).match(WORD)) {
        const all = records.flatMap((record, id) => (filter({ id }) ? [hitOf(id, [])] : []));
        return { hits: all, how: 'none' };
      }
      for (const [how, loose, some] of [['all', false, false], ['near', true, false], ['some', true, true]]) {
        const combined = tree(query, loose, some);
        const found = index.search(combined, { filter });
        if (found.length > 0) return { hits: exactFirst(found, fold(query).trim()).map(({ id, terms }) => hitOf(id, terms)), how };
      }
      return { hits: [], how: 'all' };
    }

    /** What is called just as the query comes first. */
    function exactFirst(found, query) {
      const called = (hit) => fold(titleOf(hit.id)) === query;
      const top = found.slice(0, 100);
      return [...top.filter(called), ...top.filter((hit) => !called(hit)), ...found.slice(100)];
    }

    /** A query that finds something, for one that does not. */
    function suggest(query) {
      const words = fold(query).match(WORD) ?? [];
      const better = words.map((word) => {
        if (word.length < 3 || UNSPACED.test(word)) return word;
        const [best] = index.search({ queries: [word], fuzzy: 0.4, prefix: true }, { combineWith: 'OR' });
        return best?.terms[0] ?? '';
      });
      const suggestion = better.filter(Boolean).join(' ');
      return suggestion && suggestion !== words.join(' ') ? suggestion : null;
    }

    return { KINDS, books, take, build, find, describe, suggest, marks, excerpt, progress: () => (records.length ? indexed / records.length : 1) };
  };

  /** Where a text holds what was matched: `[start, end]` in order. */
  function marks(text, terms) {
    const known = new Set(terms);
    const joined = terms.filter((term) => UNSPACED.test(term));
    const found = [];
    for (const run of text.matchAll(new RegExp(RUNS.source, 'gu'))) {
      const folded = fold(run[0]);
      if (!UNSPACED.test(folded)) {
        if (known.has(folded)) found.push([run.index, run.index + run[0].length]);
      } else if (folded.length === run[0].length) {
        for (const term of joined) {
          for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
            found.push([run.index + at, run.index + at + term.length]);
          }
        }
      }
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const merged = [];
    for (const [start, end] of found) {
      const last = merged.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  /** The part of a text that shows most of what was matched: `{text, marks, cut}`; `cut` tells which ends are missing. */
  function excerpt(text, terms) {
    const room = UNSPACED.test(text) ? 90 : 180;
    const all = marks(text, terms);
    let best = 0;
    let most = -1;
    for (const [start] of all) {
      const inside = all.filter((mark) => mark[0] >= start && mark[1] <= start + room - 40);
      const seen = new Set(inside.map((mark) => fold(text.slice(...mark)))).size;
      if (seen > most) [most, best] = [seen, start];
    }
    let from = Math.max(0, best - 40);
    if (from > 0) {
      const lead = text.slice(from, best);
      const sentence = Math.max(...['. ', '! ', '? ', '。', '！', '？', '\n'].map((end) => lead.lastIndexOf(end) + end.length * (lead.includes(end) ? 1 : 0)));
      from += sentence > 0 ? sentence : Math.max(0, lead.indexOf(' ') + 1);
    }
    let to = Math.min(text.length, from + room);
    if (to < text.length) {
      const space = text.lastIndexOf(' ', to);
      if (space > from + room / 2) to = space;
    }
    const inside = all.filter(([start, end]) => start >= from && end <= to);
    return {
      text: text.slice(from, to).replaceAll('\n', ' '),
      marks: inside.map(([start, end]) => [start - from, end - from]),
      cut: [from > 0 && !/[\n.!?。！？]\s*$/.test(text.slice(0, from)), to < text.length],
    };
  }

  /** Lets the page do what waits. */
  function turn() {
    if (window.scheduler?.yield) return window.scheduler.yield();
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { port1.close(); resolve(); };
      port2.postMessage(null);
    });
  }
})();
