// Passes on the engine of tesseract.js, which comes without types: its declaration stands beside this file. Must never hold code.
export { default as openCore } from "tesseract.js-core/tesseract-core-relaxedsimd-lstm.js";
