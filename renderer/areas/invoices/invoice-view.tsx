// An invoice: what was read from it beside its picture, checks, signatures, and the steps of the workflow of § 42 KomHKVO.
// It judges nothing; the desk says what is possible, and a signature is bound to what stands on the screen.
import { useState } from "react";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { allFieldsOf } from "../../../shared/domain/invoice/terms.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { searchableOf } from "../../../shared/domain/record.ts";
import { RecordLayout } from "../../components/record-layout.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecordFiles } from "../../desk/use-record-files.ts";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { contentType } from "../../pdf/content-type.ts";
import type { SoughtPlace } from "../../pdf/e-invoice-places.ts";
import { RecordFileViewer, type InvoiceForm } from "../../pdf/record-file-viewer.tsx";
import { useEInvoice } from "../../pdf/use-e-invoice.ts";
import { InvoiceFacts } from "./invoice-facts.tsx";
import { InvoiceHeader } from "./invoice-header.tsx";
import { useFieldEdits } from "./use-field-edits.ts";
import { useFieldPlaces } from "./use-field-places.ts";

export function InvoiceView({ id }: { readonly id: string }) {
  const handle = useRecord("invoice", id);
  const { state } = handle;
  if (state.error !== undefined) return <RecordState state={state.error} />;
  if (state.value === undefined) return <RecordState state="loading" />;
  const { record } = state.value;
  if (record === null) return <RecordState state="missing" />;
  const parsed = invoiceSchema.safeParse(readableBody(record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownInvoice key={id} id={id} unit={record.unit} body={parsed.data} handle={handle} />;
}

export interface InvoiceProps {
  readonly id: string;
  readonly unit: string;
  readonly body: Invoice;
  readonly handle: RecordHandle;
}

function ShownInvoice(props: InvoiceProps) {
  const { id, body } = props;
  const files = useRecordFiles("invoice", id);
  const edits = useFieldEdits(id, allFieldsOf(body));
  const places = useFieldPlaces(body, edits);
  const type = contentType(body.document);
  // A picture holds no invoice to be read: the desk is not asked.
  const eInvoice = useEInvoice(files, type === "image" || type === "tiff" ? null : body.document.sha256);
  const [form, setForm] = useState<InvoiceForm>("picture");
  const [sought, seek] = useState<SoughtPlace | undefined>(undefined);
  const fills = places.active !== null && props.handle.whyNot("editFields") === undefined;
  return (
    <RecordLayout
      name="invoice"
      header={<InvoiceHeader {...props} />}
      facts={
        <InvoiceFacts
          {...props}
          edits={edits}
          places={places}
          eInvoice={eInvoice}
          onEInvoice={type === "xml" || form === "data" ? undefined : () => setForm("data")}
          onPlace={(place) => {
            setForm("data");
            seek(place);
          }}
        />
      }
      content={
        <RecordFileViewer
          content={body.document}
          searchable={searchableOf(body.renditions)}
          pages={body.pages}
          find={places.find}
          mark={places.mark}
          text={places.text}
          onWords={fills ? places.onWords : undefined}
          files={files}
          eInvoice={{ answer: eInvoice.answer, form, onForm: setForm, sought }}
        />
      }
    />
  );
}
