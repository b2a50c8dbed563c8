// Draws the notices of state/notices.ts as a region that F6 reaches and screen readers announce.
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { noticeQueue, type Notice } from "../state/notices.ts";
import { Icon, type IconName } from "./icon.tsx";

const icons: Readonly<Record<"info" | "success" | "danger", IconName>> = { info: "info", success: "check", danger: "error" };

export function Toasts({
  label,
  undoLabel,
  closeLabel,
}: {
  readonly label: string;
  readonly undoLabel: string;
  readonly closeLabel: string;
}) {
  return (
    <ToastRegion queue={noticeQueue} className="toasts" aria-label={label}>
      {({ toast }) => (
        <Toast toast={toast} className={`toast toast--${toast.content.tone}`}>
          <Icon name={icons[toast.content.tone]} />
          <ToastContent className="toast__content">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {actionsOf(toast.content, undoLabel).map(({ label: name, run }) => (
            <Button
              key={name}
              className="toast__action"
              onPress={() => {
                run();
                noticeQueue.close(toast.key);
              }}
            >
              {name}
            </Button>
          ))}
          <Button slot="close" className="icon-button toast__close" aria-label={closeLabel}>
            <Icon name="close" size={14} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}

function actionsOf({ undo, action }: Notice, undoLabel: string): readonly { readonly label: string; readonly run: () => void }[] {
  return [...(undo === undefined ? [] : [{ label: undoLabel, run: undo }]), ...(action === undefined ? [] : [action])];
}
