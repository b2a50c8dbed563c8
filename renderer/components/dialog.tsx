// A dialog over the window: focus goes in, stays in, and returns to where it came from.
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { IconButton } from "./button.tsx";

export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  /** `full` as wide as the window allows: two papers side by side. */
  readonly size?: "small" | "medium" | "large" | "full";
  /** Where a wrong click must not lose what was typed. */
  readonly keepOpenOnOutsideClick?: boolean;
  readonly role?: "dialog" | "alertdialog";
}

export function Dialog({
  title,
  closeLabel,
  isOpen,
  onClose,
  children,
  actions,
  size = "medium",
  keepOpenOnOutsideClick = false,
  role = "dialog",
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!keepOpenOnOutsideClick}
      className="overlay"
    >
      <Modal className={classNames("dialog", `dialog--${size}`)}>
        <AriaDialog className="dialog__inner" role={role}>
          <header className="dialog__head">
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
            <IconButton icon="close" label={closeLabel} onPress={onClose} />
          </header>
          <div className="dialog__body">{children}</div>
          {actions === undefined ? null : <footer className="dialog__foot">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
