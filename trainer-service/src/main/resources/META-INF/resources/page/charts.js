import {colorOf, count, decimal, element, isNumber, NONE, pathName, percent, theme} from "./format.js";

const FONT = "12px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif";
const TABLE_ROWS = 60;
const DASH = [5, 4];
const SHARES = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5];

const byEpoch = key => run => run.points.map(point => [point.epoch, point[key]]);
const byStep = key => run => run.steps.map(step => [step.at, step[key]]);
const atEpochEnds = byEpoch;

/** The charts. A series is a line for each run; lines of training data are dashed. */
const CHARTS = [
  {
    title: "Accuracy by epoch", unit: "share of samples", epochs: true, format: percent, top: 1,
    series: [{name: "validation", of: byEpoch("valAccuracy")}, {name: "training", of: byEpoch("accuracy"), dashed: true}],
  },
  {
    title: "Loss by epoch", unit: "mean over samples", epochs: true, format: decimal,
    series: [{name: "validation", of: byEpoch("valLoss")}, {name: "training", of: byEpoch("loss"), dashed: true}],
  },
  {
    title: "Accuracy by step", unit: "share of samples", format: percent, top: 1,
    series: [{name: "validation", of: atEpochEnds("valAccuracy")}, {name: "training", of: byStep("accuracy"), dashed: true}],
  },
  {
    title: "Loss by step", unit: "mean over samples", format: decimal,
    series: [{name: "validation", of: atEpochEnds("valLoss")}, {name: "training", of: byStep("loss"), dashed: true}],
  },
  {
    title: "Training speed", unit: "samples/s", format: count,
    series: [{name: "", of: byStep("samplesPerSecond")}],
  },
  {
    title: "Waiting for data", unit: "share of time", format: percent, least: 0.1,
    series: [{name: "", of: byStep("dataWaitShare")}],
  },
];

export class Charts {
  constructor(parent) {
    this.charts = CHARTS.map(spec => new Chart(spec, parent));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.charts.forEach(chart => chart.redraw()));
  }

  draw(runs) {
    this.charts.forEach(chart => chart.draw(runs));
  }
}

/** A line chart, with a table of the same values. */
class Chart {
  constructor(spec, parent) {
    this.spec = spec;
    this.runs = [];
    this.plot = element("div", "plot");
    this.plot.setAttribute("role", "img");
    this.waiting = element("p", "waiting", spec.epochs ? "Waiting for the first epoch" : "Waiting for the first steps");
    this.plot.append(this.waiting);
    this.table = element("div", "scroll");
    this.table.tabIndex = 0;
    this.table.setAttribute("role", "group");
    this.table.setAttribute("aria-label", `${spec.title}, as a table`);
    this.details = element("details", "", element("summary", "", `${spec.title} as a table`), this.table);
    this.details.addEventListener("toggle", () => this.fillTable());
    const caption = element("figcaption", "", element("h3", "", spec.title), element("span", "unit", spec.unit));
    parent.append(element("figure", "chart", caption, this.plot, this.details));
    new ResizeObserver(() => this.uplot?.setSize(this.size())).observe(this.plot);
  }

  /** @param runs the shown runs */
  draw(runs) {
    this.runs = runs;
    // The newest run of a path is the first in the list, and is drawn on top.
    const lines = runs.toReversed().flatMap(run => this.spec.series.map(series => ({run, series, points: series.of(run)})))
        .filter(line => line.points.some(([, value]) => isNumber(value)));
    this.waiting.hidden = lines.length > 0;
    this.plot.setAttribute("aria-label", this.summary(lines));
    this.fillTable();
    const data = joined(lines);
    const drawn = lines.map(line => `${line.run.name} ${line.series.name} ${line.run.rank}`).join();
    if (this.uplot && drawn === this.drawn) {
      this.lines = lines;
      this.uplot.setData(data);
      return;
    }
    this.uplot?.destroy();
    this.uplot = null;
    this.drawn = drawn;
    this.lines = lines;
    if (lines.length > 0) {
      this.uplot = new window.uPlot(this.options(lines), data, this.plot);
    }
  }

  redraw() {
    this.drawn = null;
    this.draw(this.runs);
  }

  size() {
    return {width: this.plot.clientWidth, height: this.plot.clientHeight};
  }

  options(lines) {
    const {spec} = this;
    const axis = {
      stroke: theme("muted"),
      font: FONT,
      grid: {stroke: theme("grid"), width: 1},
      ticks: {show: false},
      gap: 6,
    };
    return {
      ...this.size(),
      legend: {show: false},
      cursor: {drag: {x: false, y: false}, points: {size: 7}, y: false},
      padding: [10, 12, 0, 0],
      scales: {
        x: {time: false, range: () => this.across()},
        y: {range: (_, least, most) => [0, spec.top ?? Math.max(spec.least ?? 0, most * 1.08) ]},
      },
      axes: [
        {...axis, size: 24, label: "epoch", labelFont: FONT, labelSize: 16, labelGap: 0, space: 48,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]},
        {...axis, size: 52, space: 36, ...(spec.format === percent ? {incrs: SHARES} : {}), values: (_, values) => values.map(value => this.axisLabel(value))},
      ],
      series: [{}, ...lines.map(({run, series}) => ({
        stroke: colorOf(run),
        width: (this.spec.epochs || !series.dashed ? 2 : 1.5) * (run.rank > 0 ? 0.75 : 1),
        dash: series.dashed ? DASH : undefined,
        spanGaps: true,
        points: this.spec.epochs ? {show: true, size: 6, fill: series.dashed ? theme("surface") : colorOf(run)} : {show: false},
      }))],
      plugins: [readout(this)],
    };
  }

  axisLabel(value) {
    return this.spec.format === percent ? `${Math.round(100 * value)} %` : count(value) === "0" && value > 0 || value % 1
        ? value.toFixed(value < 1 ? 2 : 1) : count(value);
  }

  /** The range from the first epoch to the last planned one; for steps, to the end of the current epoch. */
  across() {
    if (this.spec.epochs) {
      const last = Math.max(2, ...this.lines.map(line => line.run.epochs));
      const margin = (last - 1) * 0.03;
      return [1 - margin, last + margin];
    }
    return [0, Math.max(1, ...this.lines.map(line => Math.ceil(line.points.at(-1)[0])))];
  }

  summary(lines) {
    if (lines.length === 0) {
      return `${this.spec.title}: ${this.waiting.textContent.toLowerCase()}`;
    }
    const last = lines.map(({run, series, points}) =>
      `${run.name} ${series.name} ${this.spec.format(points.at(-1)[1])}`.replace("  ", " "));
    return `${this.spec.title}, last values: ${last.join("; ")}`;
  }

  fillTable() {
    if (!this.details.open) {
      return;
    }
    const rows = this.spec.epochs ? this.epochRows() : this.stepRows();
    this.table.replaceChildren(rows);
  }

  epochRows() {
    const heads = this.runs.flatMap(run => this.spec.series.map(series => `${run.name}, ${series.name}`));
    const last = Math.max(0, ...this.runs.flatMap(run => run.points.map(point => point.epoch)));
    const body = [];
    for (let epoch = 1; epoch <= last; epoch++) {
      const cells = this.runs.flatMap(run => this.spec.series.map(series =>
        this.spec.format(series.of(run).find(([at]) => at === epoch)?.[1])));
      body.push([count(epoch), ...cells]);
    }
    return tableOf(["Epoch", ...heads], body);
  }

  /** Evenly spaced steps, and the last one. */
  stepRows() {
    const training = this.spec.series.at(-1);
    const body = this.runs.flatMap(run => {
      const every = Math.ceil(run.steps.length / TABLE_ROWS);
      const values = training.of(run);
      return run.steps.map((step, index) => [run.name, count(step.epoch), count(step.step), this.spec.format(values[index][1])])
          .filter((_, index) => (run.steps.length - 1 - index) % every === 0);
    });
    return tableOf(["Run", "Epoch", "Step", training.name ? `${this.spec.title}, training` : this.spec.title], body);
  }
}

/** The points of all lines over common x values. */
function joined(lines) {
  if (lines.length === 0) {
    return [[]];
  }
  return window.uPlot.join(lines.map(line =>
    [line.points.map(([at]) => at), line.points.map(([, value]) => isNumber(value) ? value : null)]));
}

/** A box beside the cursor that shows the values at its position. */
function readout(chart) {
  let box;
  return {
    hooks: {
      init: uplot => {
        box = element("div", "readout");
        box.setAttribute("aria-hidden", "true");
        uplot.over.append(box);
        uplot.over.addEventListener("mouseleave", () => box.style.display = "none");
      },
      setCursor: uplot => {
        const {left, top, idx} = uplot.cursor;
        if (idx === null || idx === undefined || left < 0) {
          box.style.display = "none";
          return;
        }
        const at = uplot.data[0][idx];
        const rows = chart.runs.map(run => row(chart, run, chart.spec.series.map(series => {
          const line = chart.lines.findIndex(drawn => drawn.run === run && drawn.series === series);
          return line < 0 ? NONE : chart.spec.format(nearest(uplot, line + 1, idx));
        })));
        const names = chart.spec.series.map(series => series.name).filter(name => name).join(" / ");
        const heading = element("p", "", element("strong", "", chart.spec.epochs ? `Epoch ${at}` : place(at)), element("span", "muted", names));
        box.replaceChildren(heading, ...rows);
        box.style.display = "block";
        const right = left + 16 + box.offsetWidth > uplot.over.clientWidth;
        box.style.left = `${right ? Math.max(0, left - 16 - box.offsetWidth) : left + 16}px`;
        box.style.top = `${Math.max(0, Math.min(top, uplot.over.clientHeight - box.offsetHeight))}px`;
      },
    },
  };
}

function row(chart, run, values) {
  const swatch = element("i", "swatch");
  swatch.style.setProperty("--color", colorOf(run));
  const name = run.rank > 0 ? run.name : pathName(run.path);
  return element("p", "", swatch, element("span", "", name), element("span", "", values.join(" / ")));
}

function place(at) {
  const epoch = Math.max(1, Math.ceil(at));
  return `Epoch ${epoch}, ${Math.round(100 * (at - epoch + 1))} % of it`;
}

/** A line's value at an index, or the last one before it, because the points of lines have different x values. */
function nearest(uplot, line, idx) {
  for (let i = idx; i >= 0; i--) {
    const value = uplot.data[line][i];
    if (isNumber(value)) {
      return value;
    }
  }
  return NONE;
}

function tableOf(heads, rows) {
  const head = element("tr", "", ...heads.map((text, index) => {
    const cell = element("th", index === 0 ? "" : "number", text);
    cell.scope = "col";
    return cell;
  }));
  const body = rows.map(cells => element("tr", "", ...cells.map((text, index) => {
    const cell = element(index === 0 ? "th" : "td", index === 0 ? "" : "number", text);
    if (index === 0) {
      cell.scope = "row";
    }
    return cell;
  })));
  return element("table", "", element("thead", "", head), element("tbody", "", ...body));
}
