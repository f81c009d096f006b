/* Records of trainings from the server, each asked for once. */

import { complainIn } from "../../kit/controls/draggable_plane.js";
import { waiting } from "../../kit/controls/form_state.js";
import { greyOf } from "../../kit/pictures/colour_maps.js";
import { language } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";

/** Prepare the requests.
    @param {any} server
    @param {import("../types").Find} find
    @param {import("../types").Say} say
    @param {object} calls
    @param {() => string} calls.current gives the name of the model that is chosen
    @param {() => void} calls.retry called by the button that asks a lost server anew
    @param {(record: import("./record.js").TrainingRecord) => void} calls.show called with the record of that model
    @param {AbortSignal} signal */
export function trainingRecords(server, find, say, { current, retry, show }, signal) {
  const fold = find("details");
  const wait = waiting(find(".reel"));
  const complain = complainIn(find(".lost"), say, retry);
  /** @type {Map<string, import("./record.js").TrainingRecord>} */
  const records = new Map(); // by name of the model

  const live = askNewest(
    (name) => server.course_of({ lang: language, model: name }),
    async (answer, name, last) => {
      if (answer.ok) records.set(name, { ...answer, grey: answer.frames && (await greyOf(answer.frames)).grey });
      if (name !== current()) return;
      wait.end(last, answer.lost);
      complain(answer);
      fold.classList.toggle("blank", !answer.ok);
      find(".why").textContent = answer.ok ? "" : say("absent_now");
      if (answer.ok) show(/** @type {import("./record.js").TrainingRecord} */ (records.get(name)));
    },
    signal,
  );

  return {
    /** Ask for the record of a model.
        @param {string} name */
    ask(name) {
      wait.begin();
      live.ask(name);
    },
    /** Show the record of a model, if it is here.
        @param {string} name
        @returns {boolean} whether it is */
    showKnown(name) {
      const record = records.get(name);
      if (!record) return false;
      live.forget();
      wait.end(true, false);
      complain({ ok: true });
      fold.classList.remove("blank");
      show(record);
      return true;
    },
  };
}
