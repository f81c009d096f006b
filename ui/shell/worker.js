/* What the worker runs: the engine with the answers of all tabs. */

import { drawAnswers } from "../draw/answers.js";
import { dreamAnswers } from "../dream/answers.js";
import { serve } from "../engine/worker.js";
import { filterAnswers } from "../filter/answers.js";
import { gaborChapterAnswers } from "../learn/chapters/gabor/answers.js";

serve([drawAnswers, dreamAnswers, filterAnswers, gaborChapterAnswers]);
