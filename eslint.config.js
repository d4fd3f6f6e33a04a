import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".venv/", "build/", "dist/"] },
  js.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, L: "readonly" } },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", 50],
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["tests/**", "eslint.config.js"],
    languageOptions: { globals: globals.node },
  },
];
