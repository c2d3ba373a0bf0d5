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
  const host = window.webkit.messageHandlers.igny8;
  const text = document.getElementById('text');
  let settle = 0;
  let caretTimer = 0;
  let dragging = false;

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
      case 'undo': command('undo'); break;
      case 'redo': command('redo'); break;
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
  document.addEventListener('click', click, true);
  document.addEventListener('selectionchange', () => {
    clearTimeout(caretTimer);
    caretTimer = setTimeout(tellCaret, CARET_MS);
  });

  globalThis.igny8 = { getHtml, setHtml, run, heading, tab };
  post('ready');
})();
