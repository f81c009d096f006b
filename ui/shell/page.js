/* The page from the moment its file has come: the skeleton leaves, hints go, tabs open, and what was made is kept. */

import { channel } from "../kit/runtime/channels.js";
import { followColours } from "../kit/runtime/paint.js";
import { rememberHints } from "./hints.js";
import { openLinkedTab, packOnTheWay } from "./next_page.js";
import { leaveSkeleton } from "./skeleton.js";

Inkspace.channel = channel; // for tests and for whoever looks at the page from its console

followColours();
leaveSkeleton();
rememberHints();
openLinkedTab();
packOnTheWay();
