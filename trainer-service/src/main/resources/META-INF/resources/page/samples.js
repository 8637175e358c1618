import {element} from "./format.js";

const MIXING = {CUTMIX: "CutMix", MIXUP: "Mixup", NONE: "not mixed"};

/** Pictures of mixed samples with their labels. */
export function drawSamples(list, note, {inTraining, samples}) {
  if (samples.length === 0) {
    note.textContent = "Waiting for mixed samples";
    list.replaceChildren();
    return;
  }
  const first = samples[0];
  const from = `from epoch ${first.epoch}, sample ${(first.position + 1).toLocaleString("en")} on`;
  note.textContent = inTraining ? `What the trainer reads now, ${from}` : `The newest of the topic, ${from}`;
  list.replaceChildren(...samples.map(sample => {
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
  }));
}

function weight(label) {
  return label.weight.toFixed(2);
}
