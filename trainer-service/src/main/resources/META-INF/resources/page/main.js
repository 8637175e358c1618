import {Charts} from "./charts.js";
import {connect} from "./connection.js";
import {count, NONE, percent} from "./format.js";
import {Runs, stateOf} from "./runs.js";
import {drawSamples} from "./samples.js";
import {drawClasses, RunTable} from "./tables.js";

const PAUSE_MILLIS = 400;

const byId = id => document.getElementById(id);
const runs = new Runs();
const charts = new Charts(byId("charts"));
const table = new RunTable(byId("runs-rows"), (name, shown) => {
  runs.show(name, shown);
  draw();
});
let pipeline = {connected: true, brokers: "", workers: null, lag: null, dataset: null};
let connected = null;
let known = false;
let timer = null;

/** Schedules one redraw for several changes. */
function changed() {
  timer ??= setTimeout(draw, PAUSE_MILLIS);
}

function draw() {
  clearTimeout(timer);
  timer = null;
  const now = Date.now();
  const all = runs.list();
  const shown = all.filter(run => run.shown);
  table.draw(all, now);
  byId("runs-scroll").hidden = all.length === 0;
  byId("runs-empty").hidden = all.length > 0;
  byId("runs-empty").textContent = known ? "No run yet: ./cutmix run starts one" : "Reading the topics";
  charts.draw(shown);
  drawAllClasses(shown);
  drawTiles(all, now);
}

function drawAllClasses(shown) {
  const size = drawClasses(byId("classes-head"), byId("classes-rows"), shown, pipeline.dataset?.classes ?? []);
  byId("classes-scroll").hidden = size === 0;
  byId("classes-empty").hidden = size > 0;
  byId("classes-empty").textContent = shown.some(run => run.points.length > 0)
    ? "These runs do not report their classes"
    : "Waiting for the first epoch";
}

function drawTiles(all, now) {
  const steps = all.filter(run => stateOf(run, now) === "training").map(run => run.steps.at(-1));
  const sum = steps.reduce((total, step) => total + step.samplesPerSecond, 0);
  tile("speed", steps.length > 0 ? count(sum) : NONE, "samples/s");
  tile("wait", steps.length > 0 ? percent(Math.max(...steps.map(step => step.dataWaitShare))) : NONE, "of the time");
  tile("lag", count(pipeline.lag), "samples");
  tile("workers", count(pipeline.workers), "");
}

function tile(name, text, unit) {
  const small = document.createElement("small");
  small.textContent = unit;
  byId(`tile-${name}`).replaceChildren(text, ...(unit && text !== NONE ? [" ", small] : []));
}

function drawStatus() {
  const [state, text] = connected === false
    ? ["away", "No connection to the server, trying again"]
    : connected === null
      ? ["connecting", "Connecting"]
      : pipeline.connected ? ["live", "Live"] : ["away", `Kafka at ${pipeline.brokers} does not answer, trying again`];
  const status = byId("status");
  if (status.textContent !== text) {
    status.textContent = text;
    status.dataset.state = state;
  }
}

function drawDataset() {
  const {dataset} = pipeline;
  byId("dataset").textContent = dataset
    ? `${dataset.name}: ${count(dataset.trainSize)} training images, ${count(dataset.testSize)} test images, `
      + `${count(dataset.classes.length)} classes, ${dataset.width} × ${dataset.height} pixels`
    : "Waiting for the dataset";
}

connect({
  history: views => {
    known = true;
    runs.replace(views);
    changed();
  },
  changes: views => {
    runs.add(views);
    changed();
  },
  pipeline: view => {
    pipeline = view;
    drawStatus();
    drawDataset();
    changed();
  },
  samples: view => drawSamples(byId("samples"), byId("samples-note"), view),
}, isConnected => {
  connected = isConnected;
  drawStatus();
});
