import {colorOf, count, decimal, element, pathName, percent} from "./format.js";
import {stateOf} from "./runs.js";

const STATES = {training: "Training", finished: "Finished", silent: "Not running"};

/** The table of runs. Each run has a checkbox that shows or hides its curves. */
export class RunTable {
  constructor(body, onChange) {
    this.body = body;
    this.rows = new Map();
    this.onChange = onChange;
  }

  draw(runs, now) {
    for (const [name, row] of this.rows) {
      if (!runs.some(run => run.name === name)) {
        row.remove();
        this.rows.delete(name);
      }
    }
    runs.forEach((run, index) => {
      const row = this.rows.get(run.name) ?? this.newRow(run);
      fill(row, run, stateOf(run, now));
      if (this.body.children[index] !== row) {
        this.body.insertBefore(row, this.body.children[index] ?? null);
      }
    });
  }

  newRow(run) {
    const box = element("input");
    box.type = "checkbox";
    box.addEventListener("change", () => this.onChange(run.name, box.checked));
    const name = element("th", "", element("label", "", box, element("i", "swatch"), element("span", "", run.name)));
    name.scope = "row";
    const progress = element("span", "progress", element("span"), element("progress"));
    progress.lastChild.setAttribute("aria-label", `Progress of ${run.name}`);
    const numbers = Array.from({length: 5}, () => element("td", "number"));
    const row = element("tr", "", name, element("td"), element("td", "", progress), ...numbers, element("td", "state"));
    this.rows.set(run.name, row);
    return row;
  }
}

function fill(row, run, state) {
  const epoch = run.points.at(-1);
  const step = run.steps.at(-1);
  const training = state === "training";
  const done = Math.max(epoch?.epoch ?? 0, training && step ? step.at : 0);
  row.classList.toggle("off", !run.shown);
  row.style.setProperty("--color", colorOf(run));
  row.querySelector("input").checked = run.shown;
  row.cells[1].textContent = pathName(run.path);
  const under = Math.min(run.epochs, training && step ? step.epoch : epoch?.epoch ?? 0);
  row.querySelector(".progress span").textContent = `${under}/${run.epochs}`;
  const progress = row.querySelector("progress");
  progress.max = run.epochs;
  progress.value = done;
  const texts = [
    percent(epoch?.valAccuracy),
    decimal(epoch?.valLoss),
    decimal(training && step ? step.loss : epoch?.loss),
    count(training && step ? step.samplesPerSecond : epoch?.samplesPerSecond),
    percent(training && step ? step.dataWaitShare : epoch?.dataWaitShare),
  ];
  texts.forEach((text, index) => row.cells[index + 3].textContent = text);
  row.cells[8].textContent = STATES[state];
  row.cells[8].className = `state ${state}`;
}

/** The table of classes, with a bar for each run. */
export function drawClasses(head, body, runs, names) {
  const columns = runs.filter(run => run.classes);
  const size = Math.max(0, ...columns.map(run => run.classes.accuracy.length));
  head.replaceChildren(heading("Class", ""), ...columns.map(run => {
    const swatch = element("i", "swatch");
    swatch.style.setProperty("--color", colorOf(run));
    return heading(element("div", "", swatch, element("span", "", `${run.name}, epoch ${run.classes.epoch}`)), "run");
  }));
  body.replaceChildren(...Array.from({length: size}, (_, index) => {
    const name = element("th", "", size === names.length ? names[index] : `Class ${index + 1}`);
    name.scope = "row";
    return element("tr", "", name, ...columns.map(run => element("td", "", bar(run, run.classes.accuracy[index]))));
  }));
  return size;
}

function heading(content, className) {
  const cell = element("th", className, content);
  cell.scope = "col";
  return cell;
}

function bar(run, share) {
  const made = element("div", "bar", element("i"), element("span", "", percent(share)));
  made.style.setProperty("--share", `${100 * (share ?? 0)}%`);
  made.style.setProperty("--color", colorOf(run));
  return made;
}
