import assert from "node:assert/strict";
import { test } from "node:test";

import { shareText } from "../../../ui/dream/share_text.js";
import { say } from "./say.js";

test("a share is a percentage with one decimal", () => {
  assert.equal(shareText(say, 0.0123), "percent number=1.2");
  assert.equal(shareText(say, 0.5), "percent number=50.0");
});

test("nothing and all go without a decimal, and so does what would be written like them", () => {
  assert.equal(shareText(say, 0), "percent number=0");
  assert.equal(shareText(say, 1), "percent number=100");
  assert.equal(shareText(say, 0.0004), "percent number=0");
  assert.equal(shareText(say, 0.9996), "percent number=100");
});
