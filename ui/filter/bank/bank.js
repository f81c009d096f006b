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
import { subjectOf } from "./questions.js";
import { shownSheet } from "./shown_sheet.js";
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

  const shown = shownSheet(axes);
  const tiles = layTiles({ find, axes, say, chooseRow, chooseTile });
  const point = pointView({ find, axes, say, row: () => row });
  const showMaps = directionMaps(find, say, axes.directions);
  const wait = waiting(find(".top"), find(".maps"));
  // The sheet comes along only where it is of something else than the one that is shown.
  const requests = askNewest((asked) => fetchBank(server, { ...asked, sheet: !shown.isOf(asked.of) }), show);
  const rest = untilRest(ask, signal);
  const stale = () => Boolean(lab.value && !shown.isOf(subjectOf(lab.value)));

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
    rest.end();
    if (!lab.value || !fold.open) return;
    wait.begin();
    requests.ask({ of: subjectOf(lab.value), row });
  }

  function show(answer, { of }, last) {
    wait.end(last, answer.lost);
    find(".lost").hidden = !answer.lost;
    find(".wrong").textContent = Object.values(answer.errors ?? {})[0] ?? "";
    if (!answer.ok) return;
    if (answer.sheet) showSheet(answer.sheet, of);
    showMaps(answer.maps);
  }

  function showSheet(answer, of) {
    const { sheet, other } = shown.put(answer, of);
    tiles.show(sheet);
    point.show(sheet, other ? liveliest(sheet) : undefined); // it stays where it is while the picture does
  }

  lab.subscribe((wavelet) => {
    tiles.markTile(wavelet);
    if (stale()) rest.begin();
    else rest.end();
  }, signal);
  signal.addEventListener("abort", requests.forget);
  fold.addEventListener("toggle", () => stale() && ask());
  find(".again").addEventListener("click", ask);
  keepForNextPage("bank", () => ({ row, open: fold.open }));
  fold.open = kept.open ?? false;
  headMaps();
  return dispose;
}

/** Make a wait that calls `ask` once it was not begun anew for a while.
    @param {() => void} ask
    @param {AbortSignal} signal */
function untilRest(ask, signal) {
  let timer;
  const end = () => clearTimeout(timer);
  signal.addEventListener("abort", end);
  return {
    end,
    begin() {
      end();
      timer = setTimeout(ask, REST);
    },
  };
}
