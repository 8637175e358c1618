/** The known runs. */
export class Runs {
  constructor() {
    this.byName = new Map();
    this.hidden = new Map();
  }

  /** Replaces all runs. */
  replace(views) {
    this.byName = new Map();
    this.add(views);
  }

  /**
   * Adds changes. Later epochs and steps than the new ones belong to a process that was restarted, and are removed. Another id
   * belongs to another run of the same name, whose curves replace the old ones.
   */
  add(views) {
    for (const view of views) {
      let run = this.byName.get(view.run);
      if (run?.id !== view.id) {
        run = {name: view.run, id: view.id, points: [], steps: [], classes: null};
        this.byName.delete(view.run);
      }
      this.byName.set(view.run, run);
      run.path = view.path;
      run.recipe = view.recipe ?? run.recipe;
      run.epochs = view.epochs;
      for (const point of view.points) {
        run.points = run.points.filter(known => known.epoch < point.epoch);
        run.points.push(point);
        run.classes = view.classes;
      }
      for (const step of view.steps.map(namedStep)) {
        while (run.steps.length > 0 && run.steps.at(-1).at >= step.at) {
          run.steps.pop();
        }
        run.steps.push(step);
      }
    }
  }

  get isEmpty() {
    return this.byName.size === 0;
  }

  /** The runs, newest first, each with its index among the shown runs of its path. */
  list() {
    const runs = [...this.byName.values()].reverse();
    const ranks = {};
    runs.forEach((run, index) => {
      run.shown = this.hidden.has(run.name) ? !this.hidden.get(run.name) : index < 6;
      run.rank = run.shown ? (ranks[run.path] = (ranks[run.path] ?? -1) + 1) : 0;
    });
    return runs;
  }

  show(name, shown) {
    this.hidden.set(name, !shown);
  }
}

/** Parses a step in the server's format: see StepPoint. */
function namedStep([epoch, step, steps, samples, loss, accuracy, samplesPerSecond, dataWaitShare, learningRate, time]) {
  const at = epoch - 1 + step / steps;
  return {at, epoch, step, steps, samples, loss, accuracy, samplesPerSecond, dataWaitShare, learningRate, time};
}

/** The state of a run: training, finished, or silent (neither). */
export function stateOf(run, now) {
  const step = run.steps.at(-1);
  const recent = step && Math.abs(now - step.time) < 60_000;
  if (run.points.at(-1)?.epoch >= run.epochs && !(recent && step.at < run.epochs)) {
    return "finished";
  }
  return recent ? "training" : "silent";
}
