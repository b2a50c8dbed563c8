// Says what a letter is about. Only a change is sent, with what stood there before.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Post } from "../../../shared/domain/post/schema.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";

export interface DescribePostProps {
  readonly body: Post;
  readonly handle: RecordHandle;
  readonly onClose: () => void;
}

export function DescribePost({ body, handle, onClose }: DescribePostProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  // What the person saw when they began; somebody else's change meanwhile must become a conflict, not be lost.
  const [seen] = useState(body.title);
  const [title, setTitle] = useState(seen);
  const to = title.trim();
  const submit = async (): Promise<void> => {
    if (to === "") return;
    if (to === seen || (await handle.submit("describe", { fields: { title: { from: seen, to } } }, t("post.describing.done")))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("post.describing.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" type="submit" form="describe-post" isPending={handle.busy}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <form
        id="describe-post"
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t("post.describing.subject")}
          description={t("post.describing.hint")}
          value={title}
          onChange={setTitle}
          maxLength={300}
          ref={first}
          error={to === "" ? t("post.describing.missing") : undefined}
        />
      </form>
    </Dialog>
  );
}
