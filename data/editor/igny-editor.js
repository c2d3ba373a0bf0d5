/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's hand in the page: the only script that runs, in a world of its
 * own that the page cannot see. It edits with execCommand, so that every
 * change can be undone by the page's own undo, and tells the program what
 * happened through one message handler. */
(() => {
  'use strict';

  const SETTLE_MS = 400;
  const CARET_MS = 40;
  const MAX_PASTE = 2 * 1024 * 1024;
  const MAX_REPLACED = 10000;
  const MAX_GROUPS = 50;
  const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd, pre, blockquote, summary, ' +
                 'figcaption, caption, details, div';
  const host = window.webkit.messageHandlers.igny8;
  const text = document.getElementById('text');
  let settle = 0;
  let caretTimer = 0;
  let dragging = false;
  const groups = [];
  let kept = null;

  const post = (kind, value) => host.postMessage({ kind, value: value || '' });
  const command = (name, argument) => document.execCommand(name, false, argument);

  /* execCommand leaves lists inside paragraphs, which parsers split. They are
   * taken out of the copy only: here the caret would be lost. A parser swallows
   * the line break that begins a preformatted text. */
  function getHtml() {
    const copy = text.cloneNode(true);
    for (const list of copy.querySelectorAll('p > ul, p > ol')) {
      const parent = list.parentElement;
      parent.replaceWith(...parent.childNodes);
    }
    for (const details of copy.querySelectorAll('details'))
      details.removeAttribute('open');
    for (const pre of copy.querySelectorAll('pre'))
      if (pre.firstChild && pre.firstChild.nodeType === Node.TEXT_NODE &&
          pre.firstChild.data.startsWith('\n'))
        pre.prepend('\n');
    return copy.innerHTML === '<p><br></p>' ? '' : copy.innerHTML;
  }

  /* Characters before the caret; -1 when it is not in the text. */
  function getOffset() {
    const range = document.createRange();
    if (!here())
      return -1;
    range.selectNodeContents(text);
    range.setEnd(getSelection().focusNode, getSelection().focusOffset);
    return range.toString().length;
  }

  /* Never outside of a block: what is typed there has no paragraph. */
  function setOffset(offset) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = offset;
    let node = walker.nextNode();
    while (node && (left > node.length || node.parentElement === text)) {
      left -= node.length;
      node = walker.nextNode();
    }
    if (node)
      getSelection().collapse(node, Math.max(left, 0));
    else
      getSelection().collapse(text.lastElementChild || text, 0);
  }

  function setHtml(html) {
    const top = window.scrollY;
    const offset = getOffset();
    text.innerHTML = html || '<p><br></p>';
    groups.length = 0;
    for (const details of text.querySelectorAll('details'))
      details.open = true;
    if (offset >= 0)
      setOffset(offset);
    window.scrollTo(0, top);
    tellEmpty();
  }

  function tellEmpty() {
    const empty = text.childElementCount < 2 && text.textContent.trim() === '' &&
                  !text.querySelector('img, table, hr, li');
    document.body.classList.toggle('empty', empty);
  }

  function changed() {
    tellEmpty();
    post('changed');
    clearTimeout(settle);
    settle = setTimeout(() => post('copy', getHtml()), SETTLE_MS);
  }

  function here() {
    const selection = getSelection();
    const node = selection.rangeCount > 0 ? selection.getRangeAt(0).startContainer : null;
    if (!node || !text.contains(node))
      return null;
    return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  }

  function around(selector) {
    const element = here();
    const found = element ? element.closest(selector) : null;
    return found && text.contains(found) && found !== text ? found : null;
  }

  function tellCaret() {
    const block = around('h1, h2, h3, h4, h5, h6, pre, p, li, td, th');
    const list = around('ul, ol');
    const link = around('a[href]');
    const flags = [];
    if (!here())
      return;
    if (document.queryCommandState('bold'))
      flags.push('bold');
    if (document.queryCommandState('italic'))
      flags.push('italic');
    if (list)
      flags.push(list.localName);
    if (around('blockquote'))
      flags.push('quote');
    host.postMessage({
      kind: 'caret',
      value: [block ? block.localName : 'p', flags.join(' '),
              link ? link.getAttribute('href') : ''].join('\n'),
    });
  }

  function quote() {
    if (around('blockquote')) {
      command('outdent');
      return;
    }
    command('formatBlock', 'blockquote');
  }

  function link(address) {
    const old = around('a[href]');
    if (old && getSelection().isCollapsed) {
      const range = document.createRange();
      range.selectNodeContents(old);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    if (!address)
      command('unlink');
    else if (getSelection().isCollapsed)
      command('insertHTML', Object.assign(document.createElement('a'),
                                          { href: address, textContent: address }).outerHTML);
    else
      command('createLink', address);
  }

  function table() {
    const row = (cell) => `<tr>${`<${cell}><br></${cell}>`.repeat(3)}</tr>`;
    command('insertHTML', `<table><thead>${row('th')}</thead>` +
                          `<tbody>${row('td').repeat(2)}</tbody></table><p><br></p>`);
    const tables = text.querySelectorAll('table');
    const element = here();
    for (const one of tables)
      if (element && one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
        getSelection().collapse(one.querySelector('th'), 0);
  }

  /* An empty paragraph for the caret: the one behind block, or a new one. */
  function emptyBehind(block) {
    const next = block.nextElementSibling;
    if (next && next.localName === 'p' && next.textContent === '' && !next.querySelector('img'))
      return next;
    const empty = document.createElement('p');
    empty.append(document.createElement('br'));
    block.after(empty);
    return empty;
  }

  /* Blocks of HTML behind the block in which the caret is. In the midst of words
   * WebKit would take them apart. */
  function insertBehind(html) {
    let block = here();
    while (block && block.parentElement !== text)
      block = block.parentElement;
    const empty = block && block.localName === 'p' && block.textContent === '' &&
                  !block.querySelector('img');
    if (block && !empty)
      getSelection().collapse(emptyBehind(block), 0);
    command('insertHTML', `${html}<p><br></p>`);
  }

  /* What is selected, for the program to have it rewritten; it is kept until then. */
  function keep() {
    const at = here() ? getSelection().getRangeAt(0) : null;
    const copy = document.createElement('div');
    kept = at && !at.collapsed && text.contains(at.endContainer) ? at.cloneRange() : null;
    if (kept)
      copy.append(kept.cloneContents());
    post('selection', copy.innerHTML);
  }

  /* Words of one block stay words of it. One command, and so one step of undo. */
  function rewrite(html) {
    if (!kept)
      return;
    const one = document.createElement('template');
    const block = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)
      .closest(BLOCKS);
    one.innerHTML = html.trim();
    const only = one.content.childNodes.length === 1 ? one.content.firstElementChild : null;
    const inside = block(kept.startContainer) === block(kept.endContainer);
    select(kept);
    command('insertHTML', inside && only && only.matches(BLOCKS) ? only.innerHTML : html);
    kept = null;
  }

  /* The question is selected, to be typed over. */
  function faq(html) {
    const known = new Set(text.querySelectorAll('details'));
    insertBehind(html);
    for (const one of text.querySelectorAll('details')) {
      one.open = true;
      if (!known.has(one) && one.querySelector('summary'))
        getSelection().selectAllChildren(one.querySelector('summary'));
    }
  }

  /* From the question to its answer, and from an empty line of the answer out of
   * it. The space bar would fold up a question. */
  function answer(event) {
    const summary = around('summary');
    const line = around('details > p');
    if (event.ctrlKey || event.altKey || event.shiftKey || event.isComposing)
      return;
    if (event.key === ' ' && summary) {
      event.preventDefault();
      command('insertText', ' ');
    } else if (event.key === 'Enter' && summary) {
      event.preventDefault();
      if (summary.nextElementSibling)
        getSelection().selectAllChildren(summary.nextElementSibling);
    } else if (event.key === 'Enter' && line && line.textContent === '' &&
               !line.nextElementSibling) {
      event.preventDefault();
      const details = line.parentElement;
      command('delete');
      getSelection().collapse(emptyBehind(details), 0);
    }
  }

  /* Several commands that are one for who undoes them. The page's undo knows no
   * groups: one is told by the text before it and behind it. */
  function group(change) {
    const before = text.innerHTML;
    const steps = change();
    if (steps > 1)
      groups.push({ before, after: text.innerHTML, steps });
    if (groups.length > MAX_GROUPS)
      groups.shift();
  }

  function travel(name, from, to) {
    const now = text.innerHTML;
    const one = groups.findLast((it) => it[from] === now);
    command(name);
    for (let n = 1; one && n < one.steps && text.innerHTML !== one[to]; n++)
      command(name);
  }

  /* Pieces of text that are read as one, each with where its nodes begin. */
  function runs() {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    const found = [];
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        last = node.matches('br, hr, img') ? null : last;
        continue;
      }
      const block = node.parentElement.closest(BLOCKS) || text;
      if (!last || last.block !== block)
        found.push(last = { block, words: '', nodes: [], starts: [] });
      last.nodes.push(node);
      last.starts.push(last.words.length);
      last.words += node.data.replace(/\s/g, ' ');
    }
    return found;
  }

  /* The end of a place belongs to the node that it is in, not to the next one. */
  function setEdge(range, run, offset, isEnd) {
    let n = run.nodes.length - 1;
    while (n > 0 && (run.starts[n] > offset || (isEnd && run.starts[n] === offset)))
      n--;
    if (isEnd)
      range.setEnd(run.nodes[n], offset - run.starts[n]);
    else
      range.setStart(run.nodes[n], offset - run.starts[n]);
  }

  const toPattern = (wanted) =>
    new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s/g, ' '), 'giu');

  function places(wanted) {
    const pattern = toPattern(wanted);
    const found = [];
    for (const run of runs())
      for (const match of run.words.matchAll(pattern)) {
        const range = document.createRange();
        setEdge(range, run, match.index, false);
        setEdge(range, run, match.index + match[0].length, true);
        found.push(range);
      }
    return found.slice(0, MAX_REPLACED);
  }

  function select(range) {
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  /* Counts its commands. What is written where a bold word begins would stand
   * before it, so it is written behind the first character, which goes then. */
  function put(range, replacement) {
    const node = range.startContainer;
    const inside = range.startOffset === 0 && node === range.endContainer;
    select(range);
    if (!replacement || !inside) {
      command(replacement ? 'insertText' : 'delete', replacement);
      return 1;
    }
    getSelection().setBaseAndExtent(node, 1, node, range.endOffset);
    command('insertText', replacement);
    getSelection().setBaseAndExtent(node, 0, node, 1);
    command('delete');
    getSelection().collapse(node, Math.min(replacement.length, node.length));
    return 2;
  }

  function showNext(wanted) {
    const found = places(wanted);
    const at = getSelection().rangeCount > 0 ? getSelection().getRangeAt(0) : null;
    const next = found.find((it) => at &&
                            it.compareBoundaryPoints(Range.END_TO_START, at) >= 0) || found[0];
    if (!next)
      return;
    select(next);
    next.startContainer.parentElement.scrollIntoView({ block: 'nearest' });
  }

  /* The place that is selected, then on to the next. */
  function replaceOne(wanted, replacement) {
    const at = here() ? getSelection().getRangeAt(0) : null;
    const one = at && !at.collapsed &&
                places(wanted).find((it) => it.toString() === at.toString() &&
                  it.compareBoundaryPoints(Range.START_TO_START, at) <= 0 &&
                  at.compareBoundaryPoints(Range.END_TO_END, it) <= 0);
    if (one)
      group(() => put(one, replacement));
    showNext(wanted);
  }

  /* From the end, so that the places before stay where they are. */
  function replaceAll(wanted, replacement) {
    const found = places(wanted).reverse();
    group(() => found.reduce((steps, range) => steps + put(range, replacement), 0));
    return found.length;
  }

  function replace(wanted, replacement, all) {
    text.focus({ preventScroll: true });
    if (all) {
      post('replaced', String(replaceAll(wanted, replacement)));
      return;
    }
    replaceOne(wanted, replacement);
    post('replaced-one');
  }

  /* "focus" does no more than every command. */
  function run(name, argument) {
    text.focus({ preventScroll: name === 'focus' });
    if (!around('*'))
      setOffset(Math.max(getOffset(), 0));
    switch (name) {
      case 'bold': command('bold'); break;
      case 'italic': command('italic'); break;
      case 'block': command('formatBlock', argument); break;
      case 'bullets': command('insertUnorderedList'); break;
      case 'numbers': command('insertOrderedList'); break;
      case 'quote': quote(); break;
      case 'link': link(argument); break;
      case 'table': table(); break;
      case 'faq': faq(argument); break;
      case 'keep': keep(); break;
      case 'rewrite': rewrite(argument); break;
      case 'picture': insertBehind(argument); break;
      case 'undo': travel('undo', 'after', 'before'); break;
      case 'redo': travel('redo', 'before', 'after'); break;
      case 'insert': command('insertHTML', argument); break;
      case 'insert-text': command('insertText', argument); break;
      case 'phone': document.body.classList.toggle('phone', argument === '1'); break;
    }
    tellCaret();
  }

  function heading(n) {
    const element = text.querySelectorAll('h1, h2, h3, h4, h5, h6')[n];
    if (!element)
      return;
    element.scrollIntoView({ block: 'start' });
    text.focus({ preventScroll: true });
    getSelection().collapse(element, 0);
  }

  /* Foreign HTML goes to the program, which sanitizes it and sends it back. */
  function take(event, data) {
    const html = data.getData('text/html');
    const plain = data.getData('text/plain');
    event.preventDefault();
    if (html && html.length <= MAX_PASTE)
      host.postMessage({ kind: 'paste', value: html });
    else if (plain)
      run('insert-text', plain.slice(0, MAX_PASTE));
  }

  function drop(event) {
    if (dragging)
      return;
    const range = document.caretRangeFromPoint(event.clientX, event.clientY);
    if (range) {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    take(event, event.dataTransfer);
  }

  /* From cell to cell, and elsewhere out of the text, to the program's widgets. */
  function tab(backward) {
    const cell = around('td, th');
    const cells = cell ? [...cell.closest('table').querySelectorAll('td, th')] : [];
    const next = cells[cells.indexOf(cell) + (backward ? -1 : 1)];
    if (cell && next)
      getSelection().collapse(next, 0);
    else
      post('leave', backward ? 'backward' : 'forward');
  }

  function click(event) {
    const target = event.target.closest ? event.target.closest('a[href]') : null;
    if (event.target.closest && event.target.closest('summary'))
      event.preventDefault();
    if (!target)
      return;
    event.preventDefault();
    if (event.ctrlKey)
      post('open', target.getAttribute('href'));
  }

  command('defaultParagraphSeparator', 'p');
  command('styleWithCSS', 'false');
  text.addEventListener('input', changed);
  text.addEventListener('paste', (event) => take(event, event.clipboardData), true);
  text.addEventListener('dragstart', () => { dragging = true; });
  text.addEventListener('dragend', () => { dragging = false; });
  text.addEventListener('drop', drop, true);
  text.addEventListener('keydown', answer);
  document.addEventListener('click', click, true);
  document.addEventListener('selectionchange', () => {
    clearTimeout(caretTimer);
    caretTimer = setTimeout(tellCaret, CARET_MS);
  });

  globalThis.igny8 = { getHtml, setHtml, run, heading, replace, tab };
  post('ready');
})();
