// The pages of a scan that were left out, small, each with why: so that what was taken for blank can be looked at later.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilePages } from "../../shared/domain/pages.ts";
import { pagePlace, placeInPicture } from "../../shared/domain/page-pictures.ts";
import { DeskError, type DeskErrorCode } from "../../shared/desk/errors.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Message, Skeleton } from "../components/messages.tsx";
import { readWhole } from "./content-reader.ts";
import type { ReadContent } from "./content-viewer.tsx";
import "./left-out-pages.css";

/** A picture holds at most 80 small pages in grey: whatever is larger is none of ours. */
const pictureLimit = 8_000_000;

export interface LeftOutPagesProps {
  readonly pages: FilePages | undefined;
  /** Must stay the same function while the record is the same. */
  readonly read: ReadContent;
}

/** A button that shows them; nothing where no page was left out, or where an older program drew none. */
export function LeftOutPages({ pages, read }: LeftOutPagesProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const count = pages?.leftOut.length ?? 0;
  if (pages === undefined || count === 0 || pages.pictures === undefined) return null;
  return (
    <>
      <Button variant="quiet" icon="eye" onPress={() => setOpen(true)}>
        {t("leftOut.show", { count })}
      </Button>
      <Dialog isOpen={open} onClose={() => setOpen(false)} title={t("leftOut.title")} closeLabel={t("common.close")} size="large">
        <Pictures pages={pages} read={read} />
      </Dialog>
    </>
  );
}

function Pictures({ pages, read }: LeftOutPagesProps & { readonly pages: FilePages }) {
  const { t } = useTranslation();
  const [addresses, setAddresses] = useState<readonly string[] | undefined>(undefined);
  const [failure, setFailure] = useState<DeskErrorCode | undefined>(undefined);
  const { pictures = [], leftOut } = pages;
  const wanted = pictures.map(({ sha256 }) => sha256).join(" ");
  useEffect(() => {
    let gone = false;
    let made: readonly string[] = [];
    const load = async (): Promise<void> => {
      const all = await Promise.all(
        wanted.split(" ").map((sha256) => readWhole((offset, length) => read(sha256, offset, length), pictureLimit)),
      );
      if (gone) return;
      made = all.map((bytes) => (bytes === undefined ? "" : URL.createObjectURL(new Blob([bytes], { type: "image/png" }))));
      setAddresses(made);
    };
    load().catch((thrown: unknown) => {
      if (!gone) setFailure(thrown instanceof DeskError ? thrown.code : "internal");
    });
    return () => {
      gone = true;
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [read, wanted]);
  if (failure !== undefined) return <Message tone="warning">{deskErrors[failure]}</Message>;
  if (addresses === undefined) return <Skeleton lines={4} label={t("common.loading")} />;
  return (
    <>
      <p className="muted">{t("leftOut.intro")}</p>
      <ul className="left-out">
        {leftOut.map(({ page, reason }, index) => {
          const { picture, x, y } = placeInPicture(index);
          return (
            <li key={page} className="left-out__page">
              <svg width={pagePlace.width} height={pagePlace.height} aria-hidden="true" className="left-out__picture">
                <image href={addresses[picture]} x={-x} y={-y} />
              </svg>
              {t("leftOut.page", { page, reason: t(`scans.pages.reason.${reason}`) })}
            </li>
          );
        })}
      </ul>
    </>
  );
}
