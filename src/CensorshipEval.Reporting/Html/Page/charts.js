'use strict';
(() => {
  const charts = [...document.querySelectorAll('.chart')];
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

  const draw = async chart => {
    const width = Math.floor(chart.clientWidth);
    if (width === 0 || chart.drawnWidth === width) return;
    chart.drawnWidth = width;
    const specification = JSON.parse(document.getElementById(chart.dataset.specification).textContent);
    specification.width = Math.max(width, specification.usermeta.leastWidth);
    specification.config.font = getComputedStyle(document.body).fontFamily;
    specification.config.axisY.labelLimit = width < narrow ? Math.round(width * 0.36) : 280;
    const holder = document.createElement('div');
    try {
      const view = await drawChart(holder, specification);
      views.get(chart)?.finalize();
      views.set(chart, view);
      chart.replaceChildren(holder);
      const svg = holder.querySelector('svg');
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
  drawAll();
})();
