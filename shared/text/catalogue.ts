// The German catalogue of all screens, one branch an area. Another language is another object of the same shape.
import { applications } from "./de/screens-applications.ts";
import { archive } from "./de/screens-archive.ts";
import { conflict } from "./de/screens-conflict.ts";
import { bookings, ledger } from "./de/screens-bookings.ts";
import { common } from "./de/screens-common.ts";
import { devices } from "./de/screens-devices.ts";
import { eInvoice } from "./de/screens-einvoice.ts";
import { frame, help } from "./de/screens-frame.ts";
import { inbox } from "./de/screens-inbox.ts";
import { invoices } from "./de/screens-invoices.ts";
import { offline } from "./de/screens-offline.ts";
import { outbox } from "./de/screens-outbox.ts";
import { payment } from "./de/screens-payment.ts";
import { post } from "./de/screens-post.ts";
import { record } from "./de/screens-record.ts";
import { scans } from "./de/screens-scans.ts";
import { signing } from "./de/screens-signing.ts";
import { session } from "./de/screens-session.ts";
import { deputies } from "./de/screens-deputies.ts";
import { settings } from "./de/screens-settings.ts";
import { steps } from "./de/screens-steps.ts";
import { suppliers } from "./de/screens-suppliers.ts";
import { workflow } from "./de/screens-workflow.ts";
import { transfer } from "./de/transfer.ts";
import { leftOut, viewer } from "./de/screens-viewer.ts";

export const german = {
  common,
  frame,
  help,
  session,
  signing,
  inbox,
  outbox,
  scans,
  conflict,
  steps,
  settings,
  devices,
  deputies,
  applications,
  invoices,
  workflow,
  eInvoice,
  post,
  payment,
  archive,
  record,
  suppliers,
  bookings,
  ledger,
  transfer,
  viewer,
  leftOut,
  offline,
} as const;
