// Comfort only: sorting by column, filtering by words and by grade, zooming. Every page is complete without it.
// A cell sorts by data-v where given, by the severity of its grade, else by its text.
(() => {
  'use strict';
  const severity = cell => cell.querySelector(':scope > .grade')?.className.match(/ s(\d)/)?.[1];
  const key = cell => cell.dataset.v ?? severity(cell) ?? cell.textContent.trim();
  const gradeOf = row => row.dataset.g ?? row.querySelector('td > .grade')?.textContent ?? '';
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
    const grades = [...new Set(rows.map(gradeOf).filter(Boolean))];
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
        row.hidden = !words.every(word => text.includes(word)) || (grade !== '' && gradeOf(row) !== grade);
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

  const factors = [0.5, 0.75, 1, 1.5, 2, 3, 4];
  for (const lanes of document.querySelectorAll('.lanes')) {
    const drawings = [...lanes.querySelectorAll('svg')].map(svg => {
      const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
      svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      svg.setAttribute('preserveAspectRatio', 'xMinYMin slice'); // a phone cuts the labels, and does not shrink them
      return { svg, width, height };
    });
    const scroll = lanes.querySelector('.scroll');
    const box = document.createElement('div');
    const shown = document.createElement('output');
    let at = factors.indexOf(1);
    const zoom = by => {
      const before = factors[at];
      at = Math.min(factors.length - 1, Math.max(0, at + by));
      const middle = (scroll.scrollLeft + scroll.clientWidth / 2) * factors[at] / before;
      for (const { svg, width, height } of drawings) {
        svg.setAttribute('width', width * factors[at]);
        svg.setAttribute('height', height * factors[at]);
      }
      lanes.classList.toggle('zoomed', factors[at] !== 1);
      scroll.scrollLeft = middle - scroll.clientWidth / 2;
      shown.textContent = `${factors[at] * 100} %`;
      out.disabled = at === 0;
      more.disabled = at === factors.length - 1;
    };
    const button = (sign, name, by) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = sign;
      made.setAttribute('aria-label', name);
      made.addEventListener('click', () => zoom(by));
      return made;
    };
    const out = button('−', 'Zoom out', -1);
    const more = button('+', 'Zoom in', 1);
    box.className = 'zoom';
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Zoom of the drawing');
    box.append(out, shown, more);
    lanes.before(box);
    zoom(0);
  }
})();
