import js from "@eslint/js";
import globals from "globals";

// Rooms stand side by side; what two of them share lies in the kit. tests/project/test_script_imports.py holds the rest.
const walls = ["draw", "dream", "filter", "learn"].map((room) => ({
  files: [`ui/${room}/**/*.js`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: ["shell", "draw", "dream", "filter", "learn"]
          .filter((other) => other !== room)
          .map((other) => `**/${other}/**`),
      },
    ],
  },
}));

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: "latest", globals: { ...globals.browser, Inkspace: "readonly" } },
    rules: {
      eqeqeq: "error",
      "prefer-const": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", 260],
      "no-restricted-syntax": [
        "error",
        "ExportDefaultDeclaration",
        "ExportAllDeclaration",
        "ImportNamespaceSpecifier",
        "ImportDefaultSpecifier",
      ],
    },
  },
  {
    files: ["*.js", "tests/**/*.js"],
    languageOptions: { globals: globals.node },
    rules: { "no-restricted-syntax": "off" },
  },
  ...walls,
];
