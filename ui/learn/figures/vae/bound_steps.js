/* Both ways to the ELBO, step by step: a formula, the key of the sentence beside it, and its terms as numbers. */

import { written } from "../numbers.js";

/** @typedef {import("./bound_numbers.js").Terms} Terms */
/** @typedef {{key: string, formula: string, numbers: (terms: Terms) => string}} Step */

const n = (value) => written(value);
/** Write a number that is taken away or added: with a sign, and brackets where it is negative. */
const inner = (value) => (value < 0 ? `(${n(value)})` : n(value));

/** The article's: from KL(q ‖ p(z | X)).
    @type {Step[]} */
export const BY_KL = [
  {
    key: "kl_define",
    formula: "KL(q(z) ‖ p(z|X)) = E_q[ log q(z) − log p(z|X) ]",
    numbers: ({ logQ, logPosterior, gap }) => `${n(logQ)} − ${inner(logPosterior)} = ${n(gap)}`,
  },
  {
    key: "kl_bayes",
    formula: "= E_q[ log q(z) − log p(X|z) − log p(z) + log P(X) ]",
    numbers: ({ logQ, logLikelihood, logPrior, evidence, gap }) =>
      `${n(logQ)} − ${inner(logLikelihood)} − ${inner(logPrior)} + ${inner(evidence)} = ${n(gap)}`,
  },
  {
    key: "kl_outside",
    formula: "= E_q[ log q(z) − log p(X|z) − log p(z) ] + log P(X)",
    numbers: ({ elbo, evidence, gap }) => `${n(-elbo)} + ${inner(evidence)} = ${n(gap)}`,
  },
  {
    key: "kl_gather",
    formula: "= KL(q(z) ‖ p(z)) − E_q[ log p(X|z) ] + log P(X)",
    numbers: ({ kl, logLikelihood, evidence, gap }) =>
      `${n(kl)} − ${inner(logLikelihood)} + ${inner(evidence)} = ${n(gap)}`,
  },
  {
    key: "kl_turn",
    formula: "log P(X) − KL(q(z) ‖ p(z|X)) = E_q[ log p(X|z) ] − KL(q(z) ‖ p(z))",
    numbers: ({ evidence, gap, logLikelihood, kl, elbo }) =>
      `${n(evidence)} − ${inner(gap)} = ${n(logLikelihood)} − ${inner(kl)} = ${n(elbo)}`,
  },
];

/** Jensen's: from log P(X).
    @type {Step[]} */
export const BY_JENSEN = [
  {
    key: "jensen_integral",
    formula: "log P(X) = log ∫ p(X|z) p(z) dz",
    numbers: ({ evidence }) => n(evidence),
  },
  {
    key: "jensen_weigh",
    formula: "= log E_q[ p(X|z) p(z) / q(z) ]",
    numbers: ({ evidence }) => n(evidence),
  },
  {
    key: "jensen_swap",
    formula: "≥ E_q[ log p(X|z) + log p(z) − log q(z) ]",
    numbers: ({ evidence, logLikelihood, logPrior, logQ, elbo }) =>
      `${n(evidence)} ≥ ${n(logLikelihood)} + ${inner(logPrior)} − ${inner(logQ)} = ${n(elbo)}`,
  },
  {
    key: "jensen_gather",
    formula: "= E_q[ log p(X|z) ] − KL(q(z) ‖ p(z))",
    numbers: ({ logLikelihood, kl, elbo }) => `${n(logLikelihood)} − ${inner(kl)} = ${n(elbo)}`,
  },
  {
    key: "jensen_missing",
    formula: "log P(X) − ELBO = KL(q(z) ‖ p(z|X))",
    numbers: ({ evidence, elbo, gap }) => `${n(evidence)} − ${inner(elbo)} = ${n(gap)}`,
  },
];
