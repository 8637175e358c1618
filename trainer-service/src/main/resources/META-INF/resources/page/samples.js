import {element} from "./format.js";

const MIXING = {CUTMIX: "CutMix", MIXUP: "Mixup", NONE: "not mixed"};

let drawings = 0;

/**
 * Shows pictures of mixed samples with their labels. Pictures stay until new ones have loaded, because a server that shuts down may
 * announce samples whose pictures can no longer be loaded.
 */
export async function drawSamples(list, note, {inTraining, samples}) {
  const drawing = ++drawings;
  if (samples.length === 0) {
    note.textContent = list.children.length > 0
      ? "Waiting for mixed samples; these were the last"
      : "Waiting for mixed samples";
    return;
  }
  const items = samples.map(item);
  const loaded = await Promise.allSettled(items.map(one => one.querySelector("img").decode()));
  const allLoaded = loaded.every(result => result.status === "fulfilled");
  if (drawing !== drawings || !allLoaded && list.children.length > 0) {
    return;
  }
  const first = samples[0];
  const from = `from epoch ${first.epoch}, sample ${(first.position + 1).toLocaleString("en")} on`;
  note.textContent = inTraining ? `In training now, ${from}` : `Newest on the topic, ${from}`;
  list.replaceChildren(...items);
}

function item(sample) {
  const image = element("img");
  image.src = `live/samples/${sample.id}.png`;
  image.alt = `${MIXING[sample.mixing]}, ${sample.labels.map(label => `${weight(label)} ${label.name}`).join(" and ")}`;
  image.width = 96;
  image.height = 96;
  return element("li", "", image, ...sample.labels.map(label => {
    const name = element("span", "", label.name);
    name.title = label.name;
    return element("p", "label", name, element("span", "", weight(label)));
  }));
}

function weight(label) {
  return label.weight.toFixed(2);
}
