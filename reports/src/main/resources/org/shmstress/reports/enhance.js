// Comfort only: sorting by column, filtering by words and by grade. Every page is complete without it.
// Numbers sort by data-v where given, else by the text of the cell.
(() => {
  'use strict';
  const key = cell => cell.dataset.v ?? cell.textContent.trim();
  const compare = (a, b) => {
    const x = Number(a), y = Number(b);
    return a === '' || b === '' || Number.isNaN(x) || Number.isNaN(y)
      ? a.localeCompare(b, undefined, { numeric: true })
      : x - y;
  };

  for (const table of document.querySelectorAll('table[data-sort]')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(h => h.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        for (const body of table.tBodies) {
          const rows = [...body.rows].sort((r, s) => compare(key(r.cells[column]), key(s.cells[column])));
          body.append(...(down ? rows.reverse() : rows));
        }
      });
    });
  }

  const choice = (rows, changed) => {
    const grades = [...new Set(rows.map(row => row.dataset.g).filter(Boolean))];
    if (grades.length < 2) return { grade: () => '', parts: [] };
    const label = document.createElement('label');
    const select = document.createElement('select');
    for (const grade of ['', ...grades]) select.append(new Option(grade || 'all', grade));
    label.append('Grade', select);
    select.addEventListener('change', changed);
    return { grade: () => select.value, parts: [label] };
  };

  for (const target of document.querySelectorAll('[data-filter]')) {
    const box = document.createElement('div');
    const label = document.createElement('label');
    const input = document.createElement('input');
    const count = document.createElement('output');
    const rows = [...target.querySelectorAll('tbody tr')];
    const folded = new Map([...target.querySelectorAll('details:has(table)')].map(group => [group, group.open]));
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const grade = grades.grade();
      const asked = words.length > 0 || grade !== '';
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word)) || (grade !== '' && row.dataset.g !== grade);
        if (!row.hidden) shown++;
      }
      for (const [group, open] of folded) {
        const any = [...group.querySelectorAll('tbody tr')].some(row => !row.hidden);
        group.hidden = !any;
        group.open = asked ? any : open;
      }
      count.textContent = asked ? `${shown} of ${rows.length}` : '';
    };
    const grades = choice(rows, show);
    box.className = 'filter';
    input.type = 'search';
    label.append(target.dataset.filter, input);
    box.append(label, ...grades.parts, count);
    target.before(box);
    input.addEventListener('input', show);
  }
})();
