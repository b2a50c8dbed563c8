// The one object that pdf.js itself looks for in its worker half. Must never declare more than is passed on.
export const WorkerMessageHandler: unknown;
