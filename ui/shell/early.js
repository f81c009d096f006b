/* What runs in the document's head, before anything of Gradio's: the page's language, ink on the first sheets, and the
   door through which every widget's script comes. */

import { takeInk } from "./early_ink.js";
import { chooseLanguage } from "./early_language.js";
import { mount } from "./early_mount.js";
import { hideKnownHints, watchForFailure } from "./early_page.js";

chooseLanguage();
hideKnownHints();
watchForFailure();
window.Inkspace = { mount, handOver: takeInk() };
