// The head of a letter and the steps of whoever works on it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { invoiceIdOf } from "../../../shared/domain/invoice/schema.ts";
import type { PostState } from "../../../shared/domain/post/schema.ts";
import { states } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Age } from "../../components/cells.tsx";
import type { IconName } from "../../components/icon.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { UnitDialog } from "../../components/unit-dialog.tsx";
import { useCommand } from "../../desk/use-command.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { DescribePost } from "./describe-post.tsx";
import { DiscardPost } from "./discard-post.tsx";
import { PostFiling } from "./post-filing.tsx";
import type { PostProps } from "./post-view.tsx";

const looks: Readonly<Record<PostState, { tone: Tone; icon: IconName }>> = {
  open: { tone: "info", icon: "inbox" },
  filed: { tone: "neutral", icon: "archive" },
  discarded: { tone: "neutral", icon: "trash" },
};

export function PostHeader(props: PostProps) {
  const { id, unit, body, handle } = props;
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const rebooking = useCommand();
  const [dialog, setDialog] = useState<"none" | "file" | "describe" | "assign" | "discard">("none");
  const close = (): void => {
    setDialog("none");
  };
  const open = body.state === "open";
  const step = (name: string, label: string, icon: IconName, onPress: () => void, isMain = false) =>
    handle.has(name) && (
      <ActionButton label={label} icon={icon} variant={isMain ? "primary" : "secondary"} whyNot={handle.whyNot(name)} onPress={onPress} />
    );
  const toInvoice = (): void => {
    const invoice = invoiceIdOf(body.document.sha256, body.pages);
    const commands = [
      { kind: "post", name: "isInvoice", recordId: id, args: { invoice } },
      { kind: "invoice", name: "rebook", recordId: invoice, args: { from: id } },
    ];
    void rebooking.run(commands, t("post.nowInvoice"));
  };
  const look = looks[body.state];
  return (
    <>
      <RecordHeader
        icon="post"
        title={body.title}
        line={
          <>
            <span>{t("post.letter")}</span>
            <span>
              {t("post.received")}: <Age at={body.receivedAt} today={today} />
            </span>
          </>
        }
        state={
          <Pill tone={look.tone} icon={look.icon}>
            {states[body.state]}
          </Pill>
        }
        actions={
          <>
            {open && step("fileAway", t("post.fileAway"), "archive", () => setDialog("file"), handle.whyNot("fileAway") === undefined)}
            {open && step("describe", t("post.describe"), "pen", () => setDialog("describe"))}
            {open &&
              (body.clerk === actor.personId
                ? step("release", t("post.release"), "inbox", () => void handle.submit("release", {}, t("post.released")))
                : step("claim", t("post.claim"), "hand", () => void handle.submit("claim", {}, t("post.claimed"))))}
            {open && step("assign", t("post.assign"), "people", () => setDialog("assign"))}
            {open && step("discard", t("post.discard"), "trash", () => setDialog("discard"))}
            {open && step("isInvoice", t("post.isInvoice"), "invoice", toInvoice)}
            {body.discarded !== undefined &&
              body.discarded.invoice === undefined &&
              step("reopen", t("post.reopen"), "rotate", () => void handle.submit("reopen", {}, t("post.reopened")))}
            {handle.undo !== undefined && <ActionButton label={t("record.undo")} icon="undo" variant="quiet" onPress={handle.undo} />}
          </>
        }
      />
      {dialog === "file" && <PostFiling {...props} onClose={close} />}
      {dialog === "describe" && <DescribePost body={body} handle={handle} onClose={close} />}
      {dialog === "discard" && <DiscardPost id={id} handle={handle} onClose={close} />}
      {dialog === "assign" && (
        <UnitDialog
          isOpen
          onClose={close}
          units={directory?.units ?? []}
          current={unit}
          busy={handle.busy}
          onSubmit={(to) => {
            void handle.submit("assign", { unit: to }, t("post.assigned")).then((went) => went && close());
          }}
        />
      )}
    </>
  );
}
