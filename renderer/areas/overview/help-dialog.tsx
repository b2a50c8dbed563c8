// All keys on one page, opened with "?".
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/dialog.tsx";
import { KeyHint } from "../../components/key-hint.tsx";
import "./overview.css";

const groups = [
  {
    title: "help.everywhere",
    keys: [
      ["Alt+1", "help.goInbox"],
      ["Alt+2", "help.goArchive"],
      ["Alt+3", "help.goOutbox"],
      ["Alt+4", "help.goSteps"],
      ["Alt+5", "help.goScans"],
      ["Alt+6", "help.goSuppliers"],
      ["Alt+7", "help.goLedger"],
      ["Alt+8", "help.goPayment"],
      ["Alt+9", "help.goSettings"],
      ["Ctrl+Z", "help.undo"],
      ["/", "help.search"],
      ["?", "help.help"],
    ],
  },
  {
    title: "help.list",
    keys: [
      ["ArrowUp ArrowDown", "help.move"],
      ["PageUp PageDown", "help.page"],
      ["Home End", "help.ends"],
      ["Enter", "help.open"],
      ["Escape", "help.back"],
    ],
  },
  {
    title: "help.inbox",
    keys: [
      ["Z", "help.claim"],
      ["Space", "help.mark"],
      ["Shift+ArrowUp Shift+ArrowDown", "help.markRange"],
      ["Ctrl+A", "help.markAll"],
      ["N", "help.next"],
      ["P", "help.previous"],
      ["1 2 3 4", "help.views"],
    ],
  },
  {
    title: "help.invoice",
    keys: [
      ["F8", "help.confirmNext"],
      ["F9", "help.invoiceForm"],
      ["Enter", "help.bookingNext"],
      ["Ctrl+Enter", "help.bookingSave"],
      ["F4", "help.bookingRemove"],
      ["F3", "help.bookingUndo"],
    ],
  },
  {
    title: "help.conflict",
    keys: [
      ["N P", "help.clashNext"],
      ["M", "help.clashMine"],
      ["S", "help.clashTheirs"],
      ["B", "help.clashEdit"],
      ["Ctrl+Enter", "help.clashSend"],
    ],
  },
] as const;

export function HelpDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("help.title")} closeLabel={t("help.close")} isOpen={isOpen} onClose={onClose} size="large">
      <p className="help__intro">{t("help.intro")}</p>
      {/* More than a low window holds: whoever uses no mouse scrolls it from here. */}
      <div className="help" role="group" tabIndex={0} aria-label={t("help.allKeys")}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="help__title">{t(group.title)}</h3>
            <dl className="help__keys">
              {group.keys.map(([keys, text]) => (
                <div key={text} className="help__row">
                  <dt>
                    {keys.split(" ").map((one) => (
                      <KeyHint key={one} keys={one} />
                    ))}
                    <span className="visually-hidden">{keys}</span>
                  </dt>
                  <dd>{t(text)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
