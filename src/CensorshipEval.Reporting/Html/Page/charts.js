'use strict';
(() => {
  const charts = [...document.querySelectorAll('.chart')];
  for (const numbers of document.querySelectorAll('.chart-group > .numbers')) numbers.open = false;
  const narrow = 600;
  const views = new Map();

  // A long name is cut by the drawing; the whole of it is told where the pointer rests. Cut or not, it is text and nothing else.
  const tell = svg => {
    for (const label of svg.querySelectorAll('.role-axis-label text')) {
      const whole = String(label.__data__?.datum?.value ?? '');
      if (whole === '' || label.textContent === whole || !label.textContent.endsWith('\u2026')) continue;
      const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
      title.textContent = whole;
      label.append(title);
    }
  };

  // Margins are made of the labels as this browser draws them.
  const pen = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  pen.font = `13px ${family}`;
  const longest = (specification, field) => Math.max(0, ...[...new Set(specification.data.values.map(row => row[field]))].map(text => pen.measureText(text).width));
  const fit = (specification, width) => {
    const { rows, columns, left, top, right, bottom, leastWidth } = specification.usermeta;
    const { config } = specification;
    config.font = family;
    const margin = { left, top, right, bottom };
    if (rows) {
      config.axisY.labelLimit = columns ? 220 : Math.max(96, Math.round(width * (width < narrow ? 0.38 : 0.45)));
      margin.left = Math.ceil(Math.min(config.axisY.labelLimit, longest(specification, rows))) + 14;
    }
    if (columns) {
      const wide = Math.min(200, longest(specification, columns));
      const plot = width - margin.left - right;
      const count = new Set(specification.data.values.map(row => row[columns])).size;
      const slanted = wide + 6 > plot / count;
      config.axisX = slanted ? { labelAngle: -45, labelAlign: 'left', labelBaseline: 'middle' } : { labelAngle: 0 };
      margin.top = slanted ? Math.ceil(wide * 0.71) + 20 : 24;
      if (slanted) margin.right = Math.max(right, Math.ceil(wide * 0.71) - Math.floor(plot / count / 2) + 12);
    }
    specification.padding = margin;
    specification.width = Math.max(width - margin.left - margin.right, leastWidth);
    // The width of a number on the axis is known well enough to choose how many there are.
    for (const layer of specification.layer) {
      const axis = layer.encoding.x?.axis;
      if (axis?.tickCount) axis.tickCount = Math.max(2, Math.min(axis.tickCount, Math.floor(specification.width / 45)));
    }
  };

  const draw = async (chart, width = Math.floor(chart.clientWidth)) => {
    if (width <= 0 || chart.drawnWidth === width) return;
    chart.drawnWidth = width;
    const specification = JSON.parse(document.getElementById(chart.dataset.specification).textContent);
    fit(specification, width);
    const holder = document.createElement('div');
    try {
      const view = await drawChart(holder, specification);
      views.get(chart)?.finalize();
      views.set(chart, view);
      chart.replaceChildren(holder);
      const svg = holder.querySelector('svg');
      // One picture with one description, not a hundred shapes; the table below has the rest.
      for (const part of svg.querySelectorAll('[role], [aria-roledescription]')) for (const name of ['role', 'aria-roledescription', 'aria-label']) part.removeAttribute(name);
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', chart.dataset.summary);
      tell(svg);
      // What scrolls must be reached by keys.
      if (chart.scrollWidth > chart.clientWidth + 1) chart.tabIndex = 0; else chart.removeAttribute('tabindex');
      chart.dataset.state = 'drawn';
    } catch (error) {
      chart.dataset.state = 'failed';
      chart.textContent = 'This chart could not be drawn; its numbers stand below.';
      console.error(error);
    }
  };

  // One after the other, so that the page can be read meanwhile; what is on the screen first.
  const pause = () => new Promise(resolve => { setTimeout(resolve); });
  let round = 0;
  const drawAll = async () => {
    const own = ++round;
    const place = chart => { const top = chart.getBoundingClientRect().top; return top < 0 ? 1e6 - top : top; };
    for (const chart of charts.slice().sort((left, right) => place(left) - place(right))) {
      if (own !== round) return;
      await draw(chart);
      await pause();
    }
  };
  let waiting = 0;
  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 150); });
  // Paper is narrower than most screens, and what is shrunk to it cannot be read. No timer is waited for, so all is drawn before the page is laid out.
  const paper = 690;
  addEventListener('beforeprint', () => { round++; for (const chart of charts) draw(chart, paper); });
  addEventListener('afterprint', drawAll);
  drawAll();
})();
