// How far a transfer from the server is: a sentence for the status line, and a bar with it for the details.
// Must never say a time that nobody has measured.
import { useTranslation } from "react-i18next";
import type { SyncState } from "../../shared/desk/session-calls.ts";
import { transferText } from "../../shared/text/transfer-text.ts";
import "./transfer-progress.css";

type Transfer = NonNullable<SyncState["progress"]>;

/** The sentence alone. */
export function TransferText({ transfer }: { readonly transfer: Transfer }) {
  return <span className="transfer-text">{transferText(transfer)}</span>;
}

/** The sentence over a bar, and that one can work meanwhile. */
export function TransferBar({ transfer }: { readonly transfer: Transfer }) {
  const { t } = useTranslation();
  const { done, total, of } = transfer;
  return (
    <div className="progress">
      <p className="strong">{transferText(transfer)}</p>
      <progress className="progress__bar" aria-label={t(`transfer.${of}`)} value={done} max={Math.max(total, 1)} />
      <p className="muted">{t(`transfer.hint.${of}`)}</p>
    </div>
  );
}
