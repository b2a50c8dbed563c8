// Draws icon.png from icon.svg: `node build/start/guard.mjs build/resources/draw-icon.ts`, after the drawing has changed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";

const size = 512;
const image = await loadImage(join(import.meta.dirname, "icon.svg"));
const canvas = createCanvas(size, size);
canvas.getContext("2d").drawImage(image, 0, 0, size, size);
writeFileSync(join(import.meta.dirname, "icon.png"), canvas.toBuffer("image/png"));
