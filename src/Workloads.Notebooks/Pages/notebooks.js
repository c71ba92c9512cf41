// What a page does besides being read: code is copied and folded, what scrolls is reached by keyboard, the index is filtered.
(() => {
  'use strict';

  const button = (text, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', () => act(made));
    return made;
  };

  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }

    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  };

  const sources = [...document.querySelectorAll('details.source')];
  for (const source of sources) {
    const made = button('Copy', async () => {
      try {
        await copy(source.querySelector('pre').textContent);
        made.textContent = 'Copied';
      } catch {
        made.textContent = 'Not copied';
      }

      setTimeout(() => { made.textContent = 'Copy'; }, 1500);
    });
    made.className = 'copy';
    made.setAttribute('aria-live', 'polite');
    source.append(made);
  }

  const tools = document.querySelector('.tools');
  if (tools && sources.length > 0) {
    const fold = button('Fold code', () => {
      const open = sources.some(source => source.open);
      for (const source of sources) {
        source.open = !open;
      }

      fold.textContent = open ? 'Show code' : 'Fold code';
    });
    tools.prepend(fold);
  }

  // Only what does scroll stops the keyboard on its way.
  const reach = () => {
    for (const element of document.querySelectorAll('pre, .value, .value *, .scroll, .contents')) {
      const style = getComputedStyle(element);
      const scrolls = (element.scrollWidth > element.clientWidth && /auto|scroll/.test(style.overflowX))
        || (element.scrollHeight > element.clientHeight && /auto|scroll/.test(style.overflowY));
      if (scrolls && !element.hasAttribute('tabindex')) {
        element.tabIndex = 0;
        element.dataset.reached = '';
      } else if (!scrolls && 'reached' in element.dataset) {
        element.removeAttribute('tabindex');
        delete element.dataset.reached;
      }
    }
  };

  const filter = document.querySelector('#filter');
  if (filter) {
    const items = [...document.querySelectorAll('[data-filter]')];
    const count = document.querySelector('#found');
    const apply = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const text = item.textContent.toLowerCase();
        item.hidden = !words.every(word => text.includes(word));
        shown += item.hidden ? 0 : 1;
      }

      for (const group of document.querySelectorAll('[data-group]')) {
        group.hidden = ![...group.querySelectorAll('[data-filter]')].some(item => !item.hidden);
      }

      count.textContent = words.length === 0 ? '' : `${shown} of ${items.length} found`;
    };
    filter.closest('[hidden]')?.removeAttribute('hidden');
    filter.addEventListener('input', apply);
    apply();
  }

  let waiting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(reach);
  };
  reach();
  addEventListener('resize', later);
  addEventListener('load', later);
  document.addEventListener('toggle', later, true);
})();
