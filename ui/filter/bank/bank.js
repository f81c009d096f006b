/* 4 scales × 8 directions of the wavelet over the lab's picture. Python's side: ui/filter/bank/server.py. */

import { waiting } from "../../kit/controls/form_state.js";
import { channel } from "../../kit/runtime/channels.js";
import { finder } from "../../kit/runtime/find.js";
import { fillTexts } from "../../kit/runtime/language.js";
import { askNewest } from "../../kit/runtime/latest.js";
import { lifetime } from "../../kit/runtime/lifetime.js";
import { keepForNextPage, keptFromLastPage } from "../../kit/runtime/visit.js";
import { fetchBank } from "./answers.js";
import { bankAxes } from "./bank_axes.js";
import { liveliest } from "./contact_sheet.js";
import { directionMaps } from "./maps.js";
import { pointView } from "./point_view.js";
import { nameOf, subjectOf } from "./questions.js";
import { layTiles } from "./tiles.js";

const REST = 300; // ms without a change before 32 responses are worth computing

/** Lay the bank out; it asks while it is unfolded and the lab rests.
    @param {import("../../kit/runtime/types").Scope} scope
    @returns {import("../../kit/runtime/types").Dispose} */
export function mount({ element, props, server }) {
  const say = fillTexts(element, props.words);
  const find = finder(element);
  const { signal, dispose } = lifetime();
  const fold = find("#gabor-bank");
  const lab = channel("gabor");
  const axes = bankAxes(props);
  const kept = keptFromLastPage.bank ?? {};
  let row = kept.row ?? 1; // whose maps are shown
  let sheet; // all responses: a ContactSheet, with the magnitude of its white and the picture that they are of
  let shown; // name of the subject that the sheet is of
  let pause; // timer: until the lab has rested

  const tiles = layTiles({ find, axes, say, chooseRow, chooseTile });
  const point = pointView({ find, axes, say, row: () => row });
  const showMaps = directionMaps(find, say, axes.directions);
  const wait = waiting(find(".top"), find(".maps"));
  const requests = askNewest(request, show);
  const stale = () => Boolean(lab.value && nameOf(subjectOf(lab.value)) !== shown);

  function chooseTile(at, column) {
    channel("gabor-take").set({ theta_deg: axes.degrees(column), scale: axes.scales[at] });
  }

  function chooseRow(at) {
    row = at;
    headMaps();
    point.showRow();
    ask();
  }

  function headMaps() {
    tiles.markRow(row);
    find(".together").textContent = say("together", { px: axes.px(row) });
  }

  function ask() {
    clearTimeout(pause);
    if (!lab.value || !fold.open) return;
    wait.begin();
    requests.ask({ of: subjectOf(lab.value), row });
  }

  /** Ask the server; the sheet comes along only where it is of something else than the one that is shown. */
  function request(question) {
    return fetchBank(server, { ...question, sheet: nameOf(question.of) !== shown });
  }

  function show(answer, { of }, last) {
    wait.end(last, answer.lost);
    find(".lost").hidden = !answer.lost;
    find(".wrong").textContent = Object.values(answer.errors ?? {})[0] ?? "";
    if (!answer.ok) return;
    const other = answer.sheet && sheet?.of !== of.picture; // the point stays where it is while the picture does
    if (answer.sheet) {
      const { picture, peak } = answer.sheet;
      sheet = { ...picture, peak, rows: axes.scales.length, columns: axes.directions, of: of.picture };
      shown = nameOf(of);
      tiles.show(sheet);
    }
    showMaps(answer.maps);
    point.show(sheet, other ? liveliest(sheet) : undefined);
  }

  lab.subscribe((wavelet) => {
    tiles.markTile(wavelet);
    clearTimeout(pause);
    if (stale()) pause = setTimeout(ask, REST);
  }, signal);
  signal.addEventListener("abort", () => {
    clearTimeout(pause);
    requests.forget();
  });
  fold.addEventListener("toggle", () => stale() && ask());
  find(".again").addEventListener("click", ask);
  keepForNextPage("bank", () => ({ row, open: fold.open }));
  fold.open = kept.open ?? false;
  headMaps();
  return dispose;
}
